/** Tailing one source: polls, publishes, and finds the way back from every failure. */
package io.freshet.poller.tail;

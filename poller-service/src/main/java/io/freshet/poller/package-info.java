/** The poller service: tails sources that it may only read, and publishes what changed. */
package io.freshet.poller;

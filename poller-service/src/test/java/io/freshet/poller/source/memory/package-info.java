/** A source in memory, for tests. */
package io.freshet.poller.source.memory;

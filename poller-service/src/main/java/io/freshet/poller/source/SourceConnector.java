package io.freshet.poller.source;

import io.freshet.configuration.SourceConfig;
import io.vertx.core.Future;

/** Connects to sources of one kind. Thread-safe; never blocks. */
public interface SourceConnector {

    /**
     * Connects to a source. Fails with {@link SourceProblem} where it does not answer in time or
     * refuses; no connection is then left behind.
     */
    Future<SourceConnection> open(SourceConfig source);
}

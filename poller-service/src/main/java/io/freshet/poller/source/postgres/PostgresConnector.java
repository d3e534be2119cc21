package io.freshet.poller.source.postgres;

import io.freshet.configuration.SourceConfig;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceConnector;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Connects to PostgreSQL, 12 and later. A connection belongs to the Vert.x context that it was
 * opened from. What reading a source has taught is kept from one connection to the next.
 */
@ApplicationScoped
public class PostgresConnector implements SourceConnector {

    private final Vertx vertx;
    private final Map<String, SourceMemory> memories = new ConcurrentHashMap<>();

    public PostgresConnector(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Future<SourceConnection> open(SourceConfig source) {
        SourceMemory memory = memories.computeIfAbsent(source.name(), none -> new SourceMemory());
        return PostgresConnection.open(vertx, source, memory).map(connection -> connection);
    }
}

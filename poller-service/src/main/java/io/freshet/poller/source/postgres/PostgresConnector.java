package io.freshet.poller.source.postgres;

import io.freshet.configuration.SourceConfig;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceConnector;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Connects to PostgreSQL, 11 and later. A connection belongs to the Vert.x context that it was
 * opened from.
 */
@ApplicationScoped
public class PostgresConnector implements SourceConnector {

    private final Vertx vertx;

    public PostgresConnector(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Future<SourceConnection> open(SourceConfig source) {
        return PostgresConnection.open(vertx, source).map(connection -> connection);
    }
}

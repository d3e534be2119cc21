package io.freshet.poller.source.postgres;

import io.freshet.configuration.DatabaseUrl;
import io.freshet.configuration.SourceConfig;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.time.TimeLimit;
import io.freshet.poller.time.VertxEventLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * One read-only connection to a source. Every statement has a time limit: on the server where the
 * connection goes straight to it, and here in any case; a connection that missed it is closed. To
 * be used from one Vert.x context; never blocks.
 */
final class PostgresConnection implements SourceConnection {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(10);
    private static final Duration SERVER_LIMIT = Duration.ofSeconds(8);

    private final Vertx vertx;
    private final SourceConfig source;
    private final PgConnection connection;

    private PostgresConnection(Vertx vertx, SourceConfig source, PgConnection connection) {
        this.vertx = vertx;
        this.source = source;
        this.connection = connection;
    }

    /** Connects. Fails with {@link SourceProblem} where the source does not answer or refuses. */
    static Future<PostgresConnection> open(Vertx vertx, SourceConfig source) {
        Future<PgConnection> connecting = PgConnection.connect(vertx, options(source));
        return TimeLimit.on(VertxEventLoop.timersOfCaller(vertx), connecting, CONNECT_LIMIT)
                // One that comes too late would stay open for ever, one for each attempt.
                .onFailure(late -> connecting.onSuccess(PgConnection::close))
                .map(connection -> new PostgresConnection(vertx, source, connection))
                .recover(error -> Future.failedFuture(PostgresErrors.explain(source, error)));
    }

    private static PgConnectOptions options(SourceConfig source) {
        DatabaseUrl url = source.url();
        PgConnectOptions options =
                new PgConnectOptions()
                        .setHost(url.host())
                        .setPort(url.port())
                        .setDatabase(url.database())
                        .setUser(source.username())
                        .setPassword(source.password().value())
                        .setCachePreparedStatements(!source.access().pooled())
                        .setPreparedStatementCacheSqlFilter(sql -> true)
                        .setUseLayer7Proxy(source.access().pooled())
                        .setPipeliningLimit(1)
                        .setConnectTimeout((int) CONNECT_LIMIT.toMillis());
        url.sslMode().ifPresent(mode -> options.setSslMode(SslMode.of(mode)));
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("application_name", "freshet-poller");
        properties.put("client_encoding", "utf-8");
        properties.put("DateStyle", "ISO");
        properties.put("extra_float_digits", "2");
        if (!source.access().pooled()) {
            properties.put("search_path", "pg_catalog");
            properties.put("default_transaction_read_only", "on");
            properties.put("statement_timeout", Long.toString(SERVER_LIMIT.toMillis()));
            properties.put("TimeZone", "UTC");
            properties.put("jit", "off");
        }
        return options.setProperties(properties);
    }

    @Override
    public Future<SourceTable> verify(TableDefinition table) {
        return new PostgresTableVerifier(this, source, table).verify().map(verified -> verified);
    }

    /** Runs a statement. Fails with {@link SourceProblem} where it cannot be run. */
    Future<RowSet<Row>> query(String sql, Tuple parameters) {
        return TimeLimit.on(
                        VertxEventLoop.timersOfCaller(vertx),
                        connection.preparedQuery(sql).execute(parameters),
                        STATEMENT_LIMIT)
                .recover(
                        error -> {
                            if (error instanceof TimeoutException) {
                                connection.close();
                            }
                            return Future.failedFuture(PostgresErrors.explain(source, error));
                        });
    }

    @Override
    public void close() {
        connection.close();
    }
}

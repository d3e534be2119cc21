package io.freshet.poller.source.postgres;

import io.freshet.configuration.SourceConfig;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.schema.SchemaListener;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.time.TimeLimit;
import io.freshet.poller.time.VertxEventLoop;
import io.freshet.runtime.postgres.DatabaseAccess;
import io.freshet.runtime.postgres.DatabaseConnector;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * One read-only connection to a source. Every statement has a time limit: on the server, where the
 * role's own limit counts if it is shorter, and here in any case; a connection that missed it is
 * closed. To be used from one Vert.x context; never blocks.
 */
final class PostgresConnection implements SourceConnection {

    private static final int TRIPS = 5;

    private final Vertx vertx;
    private final SourceConfig source;
    private final SourceMemory memory;
    private final Patience patience;
    private final PgConnection connection;
    private final SessionSettings settings;
    private ServerFacts server = ServerFacts.UNKNOWN;
    private volatile Future<Void> closing;

    private PostgresConnection(
            Vertx vertx,
            SourceConfig source,
            SourceMemory memory,
            Patience patience,
            PgConnection connection) {
        this.vertx = vertx;
        this.source = source;
        this.memory = memory;
        this.patience = patience;
        this.connection = connection;
        this.settings = new SessionSettings(source.access());
        // A server that ends a session says so while nothing is asked; the next question fails.
        connection.exceptionHandler(ended -> {});
    }

    /**
     * Connects. Fails with {@link SourceProblem} where the source does not answer or refuses, or
     * does not have yet what was read from another of its servers.
     */
    static Future<PostgresConnection> open(
            Vertx vertx, SourceConfig source, SourceMemory memory, Patience patience) {
        Future<PgConnection> connecting =
                new DatabaseConnector(vertx, DatabaseAccess.of(source), options(source, patience))
                        .connect();
        return TimeLimit.on(VertxEventLoop.timersOfCaller(vertx), connecting, patience.connect())
                // One that comes too late would stay open for ever, one for each attempt.
                .onFailure(late -> connecting.onSuccess(PgConnection::close))
                .recover(error -> Future.failedFuture(PostgresErrors.explain(source, error)))
                .compose(
                        made ->
                                new PostgresConnection(vertx, source, memory, patience, made)
                                        .begin());
    }

    private static PgConnectOptions options(SourceConfig source, Patience patience) {
        boolean pooled = source.access().pooled();
        PgConnectOptions options =
                new PgConnectOptions()
                        .setCachePreparedStatements(!pooled)
                        .setPreparedStatementCacheSqlFilter(sql -> true)
                        .setPipeliningLimit(pooled ? 1 : PollerLimits.QUESTIONS_AT_ONCE)
                        .setConnectTimeout((int) patience.connect().toMillis());
        return options.setProperties(new SessionSettings(source.access()).atStart());
    }

    private Future<PostgresConnection> begin() {
        return ServerFacts.of(this)
                .compose(
                        facts -> {
                            server = facts;
                            SourceProblem objection = objection(facts);
                            return objection == null
                                    ? Future.succeededFuture(this)
                                    : Future.<PostgresConnection>failedFuture(objection);
                        })
                .recover(error -> closed().transform(closed -> Future.failedFuture(error)));
    }

    private SourceProblem objection(ServerFacts facts) {
        if (facts.version() < ServerFacts.OLDEST_VERSION) {
            return PostgresErrors.tooOld(source, facts.version());
        }
        Optional<ServerPosition> read = memory.read();
        return facts.position()
                .filter(position -> read.filter(position::behind).isPresent())
                .map(position -> PostgresErrors.behind(source, position, read.orElseThrow()))
                .orElse(null);
    }

    @Override
    public Future<SourceTable> verify(TableDefinition table, long meaning) {
        return new PostgresTableVerifier(this, source, table, meaning)
                .verify()
                .map(shape -> new PostgresTable(this, source, shape, memory.table(table.name())));
    }

    @Override
    public Future<String> describe() {
        return leastRoundTrip(TRIPS, Long.MAX_VALUE)
                .map(
                        nanos ->
                                "PostgreSQL %d.%d%s, %.1f ms away"
                                        .formatted(
                                                server.version() / 10_000,
                                                server.version() % 10_000,
                                                server.position()
                                                                .filter(ServerPosition::standby)
                                                                .isPresent()
                                                        ? ", a standby"
                                                        : "",
                                                nanos / 1e6));
    }

    private Future<Long> leastRoundTrip(int trips, long least) {
        if (trips == 0) {
            return Future.succeededFuture(least);
        }
        long began = System.nanoTime();
        return query("select 1", Tuple.tuple())
                .compose(
                        done ->
                                leastRoundTrip(
                                        trips - 1, Math.min(least, System.nanoTime() - began)));
    }

    /** Who wants to know of the schemas of tables. */
    SchemaListener schemas() {
        return memory.schemas();
    }

    /** Whether nothing may be kept in the session. */
    boolean isPooled() {
        return source.access().pooled();
    }

    /** What an error of this connection means. */
    SourceProblem explain(Throwable error) {
        return PostgresErrors.explain(source, error);
    }

    /** What the server said of itself when the connection was made. */
    ServerFacts server() {
        return server;
    }

    /** Runs a statement. Fails with {@link SourceProblem} where it cannot be run. */
    Future<RowSet<Row>> query(String sql, Tuple parameters) {
        return ask(sql, parameters).recover(error -> Future.failedFuture(explain(error)));
    }

    /** Runs a statement. Fails with what the driver or the server says. */
    Future<RowSet<Row>> ask(String sql, Tuple parameters) {
        if (closing != null) {
            return Future.failedFuture("the connection is closed");
        }
        Future<RowSet<Row>> answer =
                isPooled()
                        ? connection
                                .query(
                                        settings.beforeStatement(server)
                                                + InlinedStatement.of(sql, parameters))
                                .execute()
                                .map(PostgresConnection::last)
                        : connection.preparedQuery(sql).execute(parameters);
        return TimeLimit.on(VertxEventLoop.timersOfCaller(vertx), answer, patience.answer())
                .onFailure(
                        error -> {
                            if (error instanceof TimeoutException) {
                                connection.close();
                            }
                        });
    }

    private static RowSet<Row> last(RowSet<Row> first) {
        RowSet<Row> last = first;
        while (last.next() != null) {
            last = last.next();
        }
        return last;
    }

    /**
     * Something was read when the server's history stood at a position. Fails where that is before
     * what was read already, as where a pooler leads to one server after the other.
     */
    Future<Void> read(ReadFooter footer) {
        if (server.position().isEmpty() || footer.wal().isEmpty()) {
            return Future.succeededFuture();
        }
        ServerPosition position = server.position().get().at(footer.wal().getAsLong());
        Optional<ServerPosition> before = memory.read();
        if (isPooled() && before.filter(position::behind).isPresent()) {
            return Future.failedFuture(PostgresErrors.behind(source, position, before.get()));
        }
        memory.read(position);
        return Future.succeededFuture();
    }

    @Override
    public void close() {
        closed();
    }

    /** Closes it; succeeds when it is closed. Any thread. */
    synchronized Future<Void> closed() {
        if (closing == null) {
            closing = connection.close();
        }
        return closing;
    }

    /** Has a task called once it is closed, by whomever. */
    void whenClosed(Runnable task) {
        connection.closeHandler(ended -> task.run());
    }
}

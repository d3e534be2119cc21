package io.freshet.aggregator.warehouse;

import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.runtime.tracing.Traced;
import io.freshet.warehouse.layout.SqlText;
import io.opentelemetry.api.trace.SpanKind;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A connection to the warehouse with its prepared statements, and one transaction at a time. For
 * one thread, which it blocks; not for event loops.
 */
public final class WarehouseConnection implements AutoCloseable {

    // The limits free the locks of an aggregator whose network is gone, so that its successor does
    // not wait for them. What the server only warns of is not sent: a transaction that failed at
    // its commit is rolled back once more, to be sure.
    private static final String SETTINGS =
            SqlText.PLANS_BY_INDEX
                    + "set client_min_messages = error; set lock_timeout = '%1$d';"
                    + " set idle_in_transaction_session_timeout = '%1$d';"
                    + " set statement_timeout = '%2$d'";

    /** How much of a statement a trace has, in characters. */
    private static final int SQL_TOLD = 500;

    private final SqlConnection connection;
    private final Duration timeout;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final List<Future<?>> sent = new ArrayList<>();
    private boolean inTransaction;

    private WarehouseConnection(SqlConnection connection, Duration timeout) {
        this.connection = connection;
        this.timeout = timeout;
    }

    /**
     * Takes a connection.
     *
     * @throws WarehouseException if there is none to be had
     */
    public static WarehouseConnection open(Pool pool, Duration timeout) {
        WarehouseConnection connection =
                new WarehouseConnection(
                        WarehouseException.await(pool.getConnection(), timeout), timeout);
        connection.run(
                SETTINGS.formatted(
                        timeout.toMillis(),
                        timeout.multipliedBy(AggregatorLimits.LONG_STATEMENT_FACTOR).toMillis()));
        return connection;
    }

    /** Begins a transaction; whatever is asked next tells whether that went well. */
    public void begin() {
        sent.clear();
        sent.add(send("begin"));
        inTransaction = true;
    }

    /** Ends a transaction with a statement, both in one go to the warehouse. */
    public void finish(String sql, Tuple parameters) {
        submit(sql, parameters);
        await(send("commit"), timeout);
        inTransaction = false;
    }

    /** Ends a transaction that is to leave nothing, or that failed. */
    public void rollback() {
        sent.clear();
        if (inTransaction) {
            run("rollback");
            inTransaction = false;
        }
    }

    /** Runs a statement without parameters. */
    public void run(String sql) {
        await(send(sql), timeout);
    }

    /** Sends a statement; whatever is asked next tells whether it went well. */
    public void submit(String sql, Tuple parameters) {
        PreparedStatement statement = prepared(sql);
        sent.add(traced(sql, () -> statement.query().execute(parameters)));
    }

    /** Runs a statement, prepared at its first use. */
    public RowSet<Row> query(String sql, Tuple parameters) {
        PreparedStatement statement = prepared(sql);
        return await(traced(sql, () -> statement.query().execute(parameters)), timeout);
    }

    /** As {@link #query}, for a statement whose work may be a whole table. */
    public RowSet<Row> queryLong(String sql, Tuple parameters) {
        PreparedStatement statement = prepared(sql);
        return await(
                traced(sql, () -> statement.query().execute(parameters)),
                timeout.multipliedBy(AggregatorLimits.LONG_STATEMENT_FACTOR));
    }

    private <T> T await(Future<T> future, Duration limit) {
        // What was sent before is answered before, and its failure is the cause of all others.
        for (Future<?> earlier : sent) {
            awaitOne(earlier, limit);
        }
        sent.clear();
        return awaitOne(future, limit);
    }

    private <T> T awaitOne(Future<T> future, Duration limit) {
        try {
            return WarehouseException.await(future, limit);
        } finally {
            if (!future.isComplete()) {
                // nobody waits for it any more: the server gives it up too
                PgConnection.cast(connection).cancelRequest();
            }
        }
    }

    private Future<RowSet<Row>> send(String sql) {
        return traced(sql, () -> connection.query(sql).execute());
    }

    /** What this thread is at has a span for each statement, from its sending to its answer. */
    private static <T> Future<T> traced(String sql, Supplier<Future<T>> sending) {
        Traced statement = Traced.current().child("warehouse", SpanKind.CLIENT);
        if (!statement.isKept()) {
            return sending.get();
        }
        // parameters are what rows hold: they are not told
        statement
                .with("db.system.name", "postgresql")
                .with("db.query.text", sql.substring(0, Math.min(sql.length(), SQL_TOLD)));
        return sending.get().onSuccess(answer -> statement.end()).onFailure(statement::fail);
    }

    private PreparedStatement prepared(String sql) {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = await(connection.prepare(sql), timeout);
            statements.put(sql, statement);
        }
        return statement;
    }

    /** Gives the connection back as it was, whatever has failed. Does not wait. */
    @Override
    public void close() {
        if (inTransaction) {
            send("rollback");
        }
        send("reset all");
        connection.close();
    }
}

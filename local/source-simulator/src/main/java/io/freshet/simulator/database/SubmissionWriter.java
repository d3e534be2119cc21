package io.freshet.simulator.database;

import io.freshet.simulator.answers.AnswerSheet;
import io.freshet.simulator.answers.SurveyAnswer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Writes to one source. Connections are opened when needed. All work is asynchronous; failures are
 * the driver's. Thread-safe.
 */
public final class SubmissionWriter {
    private final SourceConnections connections;
    private final Function<List<String>, AnswerSheet> sheets;
    private Uni<WriteStatements> statements;

    /**
     * @param vertx runs the connections
     * @param server where the source is
     * @param database name of the source's database
     * @param sheets fills the columns that the table turns out to have
     */
    public SubmissionWriter(
            Vertx vertx,
            PostgresServer server,
            String database,
            Function<List<String>, AnswerSheet> sheets) {
        this.connections = new SourceConnections(vertx, server.database(database));
        this.sheets = sheets;
    }

    /** Creates the table when absent, and lets its reader read it; gives whether it was absent. */
    public Uni<Boolean> create(SimulatedTable table) {
        return table.create(connections.ordinary());
    }

    /** Inserts and commits rows together; at least one. */
    public Uni<Inserted> insert(List<Map<SurveyAnswer, String>> rows) {
        return statements().chain(sql -> insert(connections.ordinary(), sql, rows));
    }

    /**
     * Inserts and commits rows that came to be earlier; what all submissions share is left out, so
     * that they are small.
     *
     * @param times one for each row
     */
    public Uni<Void> insertPast(List<OffsetDateTime> times, List<Map<SurveyAnswer, String>> rows) {
        return statements()
                .chain(
                        sql ->
                                connections
                                        .ordinary()
                                        .preparedQuery(sql.insertPast())
                                        .execute(sql.pastParameters(times, rows)))
                .replaceWithVoid();
    }

    /** Inserts a row and rolls it back: its id is used up. */
    public Uni<Void> insertAndRollBack(Map<SurveyAnswer, String> row) {
        return statements()
                .chain(
                        sql ->
                                connections
                                        .ordinary()
                                        .getConnection()
                                        .chain(c -> rollBack(c, sql, row)));
    }

    /** Inserts a row and commits it after {@code hold}, while others come and go. */
    public Uni<Inserted> insertLate(Map<SurveyAnswer, String> row, Duration hold) {
        return statements()
                .chain(
                        sql ->
                                connections
                                        .late()
                                        .withTransaction(
                                                connection ->
                                                        insert(connection, sql, List.of(row))
                                                                .onItem()
                                                                .delayIt()
                                                                .by(hold)));
    }

    /**
     * Gives the row at {@code id}, or the next one, other answers.
     *
     * @return 1, or 0 when there is no such row
     */
    public Uni<Integer> update(long id, Map<SurveyAnswer, String> answers) {
        return statements()
                .chain(
                        sql ->
                                connections
                                        .ordinary()
                                        .preparedQuery(sql.update())
                                        .execute(sql.updateParameters(id, answers)))
                .map(RowSet::rowCount);
    }

    /**
     * Deletes the row at {@code id}, or the next one.
     *
     * @return 1, or 0 when there is no such row
     */
    public Uni<Integer> delete(long id) {
        return connections
                .ordinary()
                .preparedQuery(WriteStatements.DELETE)
                .execute(Tuple.of(id))
                .map(RowSet::rowCount);
    }

    /** Removes all rows and lets ids begin at 1 again. */
    public Uni<Void> empty() {
        return connections.ordinary().query(WriteStatements.EMPTY).execute().replaceWithVoid();
    }

    /** Counts the rows: reads the whole key index. */
    public Uni<Extent> extent() {
        return connections
                .ordinary()
                .query(WriteStatements.EXTENT)
                .execute()
                .map(
                        rows -> {
                            Row row = rows.iterator().next();
                            return new Extent(row.getLong(0), row.getLong(1));
                        });
    }

    /** Closes all connections; the next statement opens them again. */
    public synchronized Uni<Void> disconnect() {
        statements = null;
        return connections.close();
    }

    /** Looks at the table again before the next write: it may have changed. */
    public synchronized void forget() {
        statements = null;
    }

    private static Uni<Inserted> insert(
            SqlClient client, WriteStatements sql, List<Map<SurveyAnswer, String>> rows) {
        return client.preparedQuery(sql.insert())
                .execute(sql.insertParameters(rows))
                .map(
                        ids -> {
                            long last = 0;
                            for (Row id : ids) {
                                last = Math.max(last, id.getLong(0));
                            }
                            return new Inserted(ids.size(), last);
                        });
    }

    private static Uni<Void> rollBack(
            SqlConnection connection, WriteStatements sql, Map<SurveyAnswer, String> row) {
        return connection
                .begin()
                .call(() -> insert(connection, sql, List.of(row)))
                .chain(Transaction::rollback)
                .onTermination()
                .call(connection::close);
    }

    private synchronized Uni<WriteStatements> statements() {
        if (statements == null) {
            statements =
                    connections
                            .ordinary()
                            .preparedQuery(
                                    """
                                    SELECT attname::text FROM pg_attribute
                                    WHERE attrelid = to_regclass($1) AND attnum > 0
                                      AND NOT attisdropped AND attname NOT IN ('id', 'created_at')
                                    ORDER BY attnum
                                    """)
                            .execute(Tuple.of(ResponsesTable.NAME))
                            .map(this::statements)
                            .onFailure()
                            .invoke(this::forget)
                            .memoize()
                            .indefinitely();
        }
        return statements;
    }

    private WriteStatements statements(RowSet<Row> rows) {
        List<String> columns =
                StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString(0))
                        .toList();
        if (columns.isEmpty()) {
            throw new IllegalStateException(
                    "it has no table responses; start the source again to have it created");
        }
        return new WriteStatements(columns, sheets.apply(columns));
    }
}

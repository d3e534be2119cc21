package io.freshet.launcher.forget;

import io.freshet.commandline.CommandFailure;
import io.freshet.warehouse.layout.ForgetSql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** What the warehouse holds of one source. Does not block. */
final class HeldSource {

    private final Pool pool;
    private final String name;

    /**
     * @param name the source's name
     */
    HeldSource(Pool pool, String name) {
        this.pool = pool;
        this.name = name;
    }

    /**
     * Removes all of it in one transaction; gives the number of rows. Fails with a {@link
     * CommandFailure} where nothing is held, or a poller declares the source.
     */
    Future<Long> forget() {
        return pool.withTransaction(
                connection ->
                        connection
                                .preparedQuery(ForgetSql.FIND)
                                .execute(Tuple.of(name))
                                .compose(found -> judge(connection, found))
                                .compose(source -> remove(connection, source)));
    }

    private Future<Integer> judge(SqlConnection connection, RowSet<Row> found) {
        RowIterator<Row> source = found.iterator();
        if (!source.hasNext()) {
            return connection
                    .preparedQuery(ForgetSql.UNDECLARED)
                    .execute()
                    .compose(rows -> Future.failedFuture(nothingHeld(rows)));
        }
        Row row = source.next();
        return row.getBoolean(1)
                ? Future.failedFuture(
                        new CommandFailure(
                                "source %s is declared by the pollers' configuration; restart them"
                                                .formatted(name)
                                        + " with this one first"))
                : Future.succeededFuture(row.getInteger(0));
    }

    private CommandFailure nothingHeld(RowSet<Row> undeclared) {
        List<String> names = new ArrayList<>();
        undeclared.forEach(row -> names.add(row.getString(0)));
        return new CommandFailure(
                "nothing is held of a source %s; %s"
                        .formatted(
                                name,
                                names.isEmpty()
                                        ? "all sources that are held are declared"
                                        : "no longer declared: " + String.join(", ", names)));
    }

    private Future<Long> remove(SqlConnection connection, int source) {
        return connection
                .preparedQuery(ForgetSql.HOLD_OFF)
                .execute(Tuple.of(source))
                .compose(held -> connection.preparedQuery(ForgetSql.TABLES).execute())
                .compose(tables -> removeRows(connection, source, tables))
                .compose(
                        rows ->
                                connection
                                        .preparedQuery(ForgetSql.SOURCE)
                                        .execute(Tuple.of(source))
                                        .map(rows));
    }

    private static Future<Long> removeRows(
            SqlConnection connection, int source, RowSet<Row> tables) {
        Future<Long> removed = Future.succeededFuture(0L);
        for (Row table : tables) {
            String sql = ForgetSql.rows(table.getString(0), table.getString(1));
            int counts = table.getBoolean(2) ? 1 : 0;
            removed =
                    removed.compose(
                            sum ->
                                    connection
                                            .preparedQuery(sql)
                                            .execute(Tuple.of(source))
                                            .map(gone -> sum + (long) counts * gone.rowCount()));
        }
        return removed;
    }
}

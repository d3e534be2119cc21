package io.freshet.poller.warehouse;

import io.freshet.warehouse.layout.StatusSql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * High-water marks in the warehouse. Does not block; any thread. Every method fails where the
 * warehouse does.
 */
@ApplicationScoped
public class TableMarks {

    private final Warehouse warehouse;

    TableMarks(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /**
     * What was noted at the first sight of a table; notes it if this is it.
     *
     * @param highestKey asks for the highest key that the table has now, if any
     */
    public Future<FirstSight> firstSight(
            OwnedSource source, String table, Supplier<Future<OptionalLong>> highestKey) {
        return find(source, table)
                .compose(
                        found ->
                                found.size() > 0
                                        ? Future.succeededFuture(found)
                                        : highestKey
                                                .get()
                                                .compose(highest -> note(source, table, highest))
                                                .compose(noted -> find(source, table)))
                .map(RowSet::iterator)
                .map(rows -> firstSight(rows.next()));
    }

    private static FirstSight firstSight(Row row) {
        return new FirstSight(row.getLong(0), row.getBoolean(1));
    }

    private Future<RowSet<Row>> note(OwnedSource source, String table, OptionalLong highest) {
        return warehouse.query(
                StatusSql.NOTE_FIRST_SIGHT,
                Tuple.of(source.id(), table, highest.orElse(Long.MIN_VALUE)));
    }

    private Future<RowSet<Row>> find(OwnedSource source, String table) {
        return warehouse.query(StatusSql.FIRST_SIGHT, Tuple.of(source.id(), table));
    }

    /** Saves confirmed marks. */
    public Future<Void> save(List<TableMark> marks) {
        return warehouse.batch(
                StatusSql.SAVE_MARK,
                marks.stream()
                        .map(
                                mark ->
                                        Tuple.of(
                                                mark.source(),
                                                mark.table(),
                                                mark.highWaterMark(),
                                                mark.backfilled()))
                        .toList());
    }
}

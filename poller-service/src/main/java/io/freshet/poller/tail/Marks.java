package io.freshet.poller.tail;

import io.freshet.poller.own.OwnedSource;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.warehouse.Warehouse;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * High-water marks in the warehouse. Does not block; any thread. Every method fails where the
 * warehouse does.
 */
@ApplicationScoped
public class Marks {

    /**
     * What was noted when a table was first seen.
     *
     * @param firstSeenHigh the highest key then; {@link Long#MIN_VALUE} for an empty table
     * @param backfilled whether all that was there then has been published
     */
    public record FirstSight(long firstSeenHigh, boolean backfilled) {}

    /**
     * A confirmed mark.
     *
     * @param highWaterMark the highest key published; {@link Long#MIN_VALUE} for none
     */
    public record Mark(int source, String table, long highWaterMark, boolean backfilled) {}

    private static final String FIND =
            """
            select first_seen_high, backfilled from freshet.table_mark
            where source_id = $1 and table_name = $2
            """;
    private static final String NOTE =
            """
            insert into freshet.table_mark (source_id, table_name, first_seen_high)
            values ($1, $2, $3) on conflict do nothing
            """;
    private static final String SAVE =
            """
            update freshet.table_mark set high_water_mark = $3,
              backfilled = backfilled or $4, updated_at = now()
            where source_id = $1 and table_name = $2
            """;

    private final Warehouse warehouse;

    Marks(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** What was noted at the first sight of a table; notes it if this is it. */
    Future<FirstSight> firstSight(OwnedSource source, SourceTable reader) {
        String table = reader.definition().name();
        return find(source, table)
                .compose(
                        found ->
                                found.size() > 0
                                        ? Future.succeededFuture(found)
                                        : reader.highestKey()
                                                .compose(
                                                        highest ->
                                                                warehouse.query(
                                                                        NOTE,
                                                                        Tuple.of(
                                                                                source.id(),
                                                                                table,
                                                                                highest.orElse(
                                                                                        Long
                                                                                                .MIN_VALUE))))
                                                .compose(noted -> find(source, table)))
                .map(
                        rows -> {
                            Row row = rows.iterator().next();
                            return new FirstSight(row.getLong(0), row.getBoolean(1));
                        });
    }

    private Future<RowSet<Row>> find(OwnedSource source, String table) {
        return warehouse.query(FIND, Tuple.of(source.id(), table));
    }

    /** Saves confirmed marks. */
    public Future<Void> save(List<Mark> marks) {
        return warehouse.batch(
                SAVE,
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

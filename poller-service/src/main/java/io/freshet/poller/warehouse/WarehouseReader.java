package io.freshet.poller.warehouse;

import io.freshet.events.KeyRange;
import io.freshet.events.TableId;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.table.KeyGaps;
import io.freshet.poller.table.RangeChecksums;
import io.freshet.poller.table.RangeSum;
import io.freshet.warehouse.layout.AppliedSql;
import io.freshet.warehouse.layout.HeldRowsSql;
import io.freshet.warehouse.layout.RangeSql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what the aggregator wrote. Does not block; any thread. Every method fails where the
 * warehouse does.
 */
@ApplicationScoped
public class WarehouseReader {

    /**
     * How far a source's events are applied.
     *
     * @param fence epoch of the newest event applied
     * @param sequence its number within the epoch
     */
    public record Applied(long fence, long sequence) {}

    /**
     * All ranges that the warehouse holds of a table, and the position up to which that is true.
     */
    public record LedgerImage(Applied applied, Map<Long, RangeSum> ranges) {}

    private final Warehouse warehouse;

    WarehouseReader(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** How far these sources' events are applied; a source of which none is applied is absent. */
    public Future<Map<Integer, Applied>> applied(Collection<Integer> sources) {
        return warehouse
                .query(AppliedSql.OF_SOURCES, Tuple.of(sources.toArray(Integer[]::new)))
                .map(
                        rows -> {
                            Map<Integer, Applied> applied = new HashMap<>();
                            for (Row row : rows) {
                                applied.put(
                                        row.getInteger(0),
                                        new Applied(row.getLong(1), row.getLong(2)));
                            }
                            return applied;
                        });
    }

    /** What the warehouse holds of a table, in one image. */
    public Future<LedgerImage> ledger(OwnedSource source, TableDefinition table) {
        return warehouse
                .query(RangeSql.HELD, Tuple.of(source.id(), table.name()))
                .map(
                        rows -> {
                            Applied applied = new Applied(0, 0);
                            Map<Long, RangeSum> ranges = new HashMap<>();
                            for (Row row : rows) {
                                applied = new Applied(row.getLong(0), row.getLong(1));
                                if (row.getLong(2) != null) {
                                    ranges.put(row.getLong(2), sum(row));
                                }
                            }
                            return new LedgerImage(applied, ranges);
                        });
    }

    private static RangeSum sum(Row row) {
        long digest = row.get(Numeric.class, 4).bigIntegerValue().longValue();
        return new RangeSum(row.getLong(3), digest);
    }

    /** The ledger as the warehouse has it, to go on from. */
    public Future<RangeChecksums> loadLedger(OwnedSource source, TableDefinition table) {
        return ledger(source, table)
                .map(
                        image -> {
                            RangeChecksums ledger = new RangeChecksums();
                            image.ranges().forEach(ledger::load);
                            return ledger;
                        });
    }

    /**
     * The keys under which the warehouse holds no row, as far as they are few enough to be kept.
     */
    public Future<KeyGaps> loadGaps(OwnedSource source, TableId table, long now) {
        HeldRowsSql rows = new HeldRowsSql(table.pipeline(), table.table());
        Tuple parameters = Tuple.of(source.id());
        return warehouse
                .query(rows.ends(), parameters)
                .compose(
                        ends -> {
                            Row row = ends.iterator().next();
                            if (row.getLong(0) == null) {
                                return Future.succeededFuture(KeyGaps.everything(now));
                            }
                            return warehouse
                                    .query(rows.gaps(KeyGaps.MOST - 2), parameters)
                                    .map(gaps -> gaps(row.getLong(0), row.getLong(1), gaps, now));
                        });
    }

    private static KeyGaps gaps(long lowest, long highest, Iterable<Row> between, long now) {
        List<KeyRange> ranges = new ArrayList<>();
        if (lowest > Long.MIN_VALUE) {
            ranges.add(new KeyRange(Long.MIN_VALUE, lowest - 1));
        }
        for (Row row : between) {
            ranges.add(new KeyRange(row.getLong(0), row.getLong(1)));
        }
        if (highest < Long.MAX_VALUE) {
            ranges.add(new KeyRange(highest + 1, Long.MAX_VALUE));
        }
        return KeyGaps.of(ranges, now);
    }
}

package io.freshet.poller.audit;

import io.freshet.events.KeyRange;
import io.freshet.events.TableId;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.gap.KeyGaps;
import io.freshet.poller.ledger.RangeLedger;
import io.freshet.poller.ledger.RangeSum;
import io.freshet.poller.own.OwnedSource;
import io.freshet.poller.warehouse.Warehouse;
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

    private static final String APPLIED =
            "select source_id, fence, sequence from freshet.applied where source_id = any($1)";
    private static final String LEDGER =
            """
            select a.fence, a.sequence, k.range_number, k.rows, k.digest
            from freshet.applied a
            left join freshet.key_range k
              on k.source_id = a.source_id and k.table_name = $2 and k.rows <> 0
            where a.source_id = $1
            """;
    private static final String GAPS =
            """
            select row_key + 1, next_key - 1
            from (select row_key, lead(row_key) over (order by row_key) as next_key
                  from %s where source_id = $1) as keys
            where next_key > row_key + 1 order by row_key desc limit %d
            """;
    private static final String ENDS =
            "select min(row_key), max(row_key) from %s where source_id = $1";

    private final Warehouse warehouse;

    WarehouseReader(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** How far these sources' events are applied; a source of which none is applied is absent. */
    public Future<Map<Integer, Applied>> applied(Collection<Integer> sources) {
        return warehouse
                .query(APPLIED, Tuple.of(sources.toArray(Integer[]::new)))
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
                .query(LEDGER, Tuple.of(source.id(), table.name()))
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
    public Future<RangeLedger> loadLedger(OwnedSource source, TableDefinition table) {
        return ledger(source, table)
                .map(
                        image -> {
                            RangeLedger ledger = new RangeLedger();
                            image.ranges().forEach(ledger::load);
                            return ledger;
                        });
    }

    /**
     * The keys under which the warehouse holds no row, as far as they are few enough to be kept.
     */
    public Future<KeyGaps> loadGaps(OwnedSource source, TableId table, long now) {
        String relation =
                "\"%s\".\"%s\""
                        .formatted(
                                table.pipeline().replace("\"", "\"\""),
                                table.table().replace("\"", "\"\""));
        Tuple parameters = Tuple.of(source.id());
        return warehouse
                .query(ENDS.formatted(relation), parameters)
                .compose(
                        ends -> {
                            Row row = ends.iterator().next();
                            if (row.getLong(0) == null) {
                                return Future.succeededFuture(KeyGaps.everything(now));
                            }
                            return warehouse
                                    .query(GAPS.formatted(relation, KeyGaps.MOST - 2), parameters)
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

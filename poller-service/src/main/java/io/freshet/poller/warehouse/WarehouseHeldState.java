package io.freshet.poller.warehouse;

import io.freshet.events.KeyRange;
import io.freshet.events.TableId;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.table.KeyGaps;
import io.freshet.poller.table.RangeSum;
import io.freshet.warehouse.layout.AppliedSql;
import io.freshet.warehouse.layout.HeldRowsSql;
import io.freshet.warehouse.layout.Home;
import io.freshet.warehouse.layout.RangeSql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads what is held from the warehouse's tables. */
@ApplicationScoped
public class WarehouseHeldState implements HeldState {

    /** More ranges than this cannot be needed: each that is looked into has at least one gap. */
    private static final int RANGES = 2 * PollerLimits.GAPS;

    private final Warehouse warehouse;
    private final Leases leases;
    private final TableMarks marks;

    WarehouseHeldState(Warehouse warehouse, Leases leases, TableMarks marks) {
        this.warehouse = warehouse;
        this.leases = leases;
        this.marks = marks;
    }

    @Override
    public Future<Long> nextFence(OwnedSource source) {
        return leases.nextFence(source);
    }

    @Override
    public Future<Map<Integer, Applied>> applied(Collection<Integer> sources) {
        return warehouse
                .query(AppliedSql.OF_SOURCES, Tuple.of(sources.toArray(Integer[]::new)))
                .map(WarehouseHeldState::applied);
    }

    private static Map<Integer, Applied> applied(RowSet<Row> rows) {
        Map<Integer, Applied> applied = new HashMap<>();
        for (Row row : rows) {
            applied.put(row.getInteger(0), new Applied(row.getLong(1), row.getLong(2)));
        }
        return applied;
    }

    @Override
    public Future<FirstSight> firstSight(
            OwnedSource source, String table, Supplier<Future<OptionalLong>> highestKey) {
        return marks.firstSight(source, table, highestKey);
    }

    @Override
    public Future<HeldSums> ranges(
            OwnedSource source, TableId table, long first, long last, int most) {
        return warehouse
                .query(
                        RangeSql.HELD_STRETCH,
                        Tuple.of(source.id(), table.table(), first, last, most))
                .map(WarehouseHeldState::sums);
    }

    private static HeldSums sums(RowSet<Row> rows) {
        Applied applied = Applied.NOTHING;
        TreeMap<Long, RangeSum> byNumber = new TreeMap<>();
        for (Row row : rows) {
            applied = new Applied(row.getLong(0), row.getLong(1));
            if (row.getLong(2) != null) {
                long digest = row.get(Numeric.class, 4).bigIntegerValue().longValue();
                byNumber.put(row.getLong(2), new RangeSum(row.getLong(3), digest));
            }
        }
        return new HeldSums(applied, byNumber);
    }

    @Override
    public Future<HeldSums> parts(OwnedSource source, TableId table, List<Long> ranges) {
        return warehouse
                .query(
                        rowsOf(table).parts(),
                        Tuple.of(source.id(), (Object) ranges.toArray(Long[]::new)))
                .map(WarehouseHeldState::sums);
    }

    @Override
    public Future<HeldDigests> digests(OwnedSource source, TableId table, List<KeyRange> ranges) {
        Long[] lows = ranges.stream().map(KeyRange::low).toArray(Long[]::new);
        Long[] highs = ranges.stream().map(KeyRange::high).toArray(Long[]::new);
        return warehouse
                .query(rowsOf(table).digests(), Tuple.of(source.id(), lows, highs))
                .map(WarehouseHeldState::digests);
    }

    private static HeldDigests digests(RowSet<Row> rows) {
        Applied applied = Applied.NOTHING;
        Map<Long, Long> byKey = new HashMap<>();
        for (Row row : rows) {
            applied = new Applied(row.getLong(0), row.getLong(1));
            if (row.getLong(2) != null) {
                byKey.put(row.getLong(2), row.getLong(3));
            }
        }
        return new HeldDigests(applied, byKey);
    }

    @Override
    public Future<KeyGaps> gaps(OwnedSource source, TableId table, long now) {
        return warehouse
                .query(RangeSql.HIGHEST, Tuple.of(source.id(), table.table(), RANGES))
                .map(WarehouseHeldState::rowsByRange)
                .compose(ranges -> gaps(source, table, ranges, 0, new HeldGaps(), now));
    }

    private static List<Map.Entry<Long, Long>> rowsByRange(RowSet<Row> rows) {
        List<Map.Entry<Long, Long>> ranges = new ArrayList<>(rows.size());
        rows.forEach(row -> ranges.add(Map.entry(row.getLong(0), row.getLong(1))));
        return ranges;
    }

    private Future<KeyGaps> gaps(
            OwnedSource source,
            TableId table,
            List<Map.Entry<Long, Long>> ranges,
            int from,
            HeldGaps found,
            long now) {
        if (from == ranges.size() || found.isEnough()) {
            boolean complete = from == ranges.size() && ranges.size() < RANGES;
            return Future.succeededFuture(found.toGaps(complete, now));
        }
        List<Long> sparse = HeldGaps.nextToLookInto(ranges, from);
        return keys(source, table, sparse)
                .compose(
                        keys -> {
                            int next = take(ranges, from, sparse.size(), keys, found);
                            return gaps(source, table, ranges, next, found, now);
                        });
    }

    /** Takes in ranges up to and with the last one that was looked into; gives the next one. */
    private static int take(
            List<Map.Entry<Long, Long>> ranges,
            int from,
            int lookedInto,
            Map<Long, long[]> keys,
            HeldGaps found) {
        int left = lookedInto;
        int next = from;
        while (next < ranges.size() && (left > 0 || isFull(ranges.get(next)))) {
            Map.Entry<Long, Long> range = ranges.get(next);
            if (isFull(range)) {
                found.full(range.getKey());
            } else {
                found.sparse(keys.getOrDefault(range.getKey(), new long[0]));
                left--;
            }
            next++;
        }
        return next;
    }

    private static boolean isFull(Map.Entry<Long, Long> range) {
        return range.getValue() >= Home.INTEGER.width();
    }

    private Future<Map<Long, long[]>> keys(OwnedSource source, TableId table, List<Long> ranges) {
        if (ranges.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        return warehouse
                .query(
                        rowsOf(table).keysOfRanges(),
                        Tuple.of(source.id(), (Object) ranges.toArray(Long[]::new)))
                .map(WarehouseHeldState::keysByRange);
    }

    private static Map<Long, long[]> keysByRange(RowSet<Row> rows) {
        Map<Long, List<Long>> lists = new HashMap<>();
        for (Row row : rows) {
            long key = row.getLong(0);
            lists.computeIfAbsent(Home.INTEGER.numberOf(key), range -> new ArrayList<>()).add(key);
        }
        Map<Long, long[]> keys = new HashMap<>();
        lists.forEach(
                (range, list) ->
                        keys.put(range, list.stream().mapToLong(Long::longValue).toArray()));
        return keys;
    }

    private static HeldRowsSql rowsOf(TableId table) {
        // Only who asks for gaps or parts needs to know, and those are of whole numbers.
        return new HeldRowsSql(table.pipeline(), table.table(), Home.INTEGER);
    }
}

package io.freshet.aggregator.apply;

import io.freshet.pipeline.SummaryDefinition.Grouping;
import io.freshet.warehouse.layout.KeyRanges;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What new rows add to ledger and summaries, worked out here because most rows are new and this
 * takes a fraction of what the warehouse would need for it. {@link DeltaSql} does the same for rows
 * whose former state only the warehouse knows.
 */
final class NewRowDeltas {

    /** A group, or a range of keys, of a source. */
    private record Group(int source, Object key) {}

    /** What rows add to a range of the ledger. */
    private static final class RangeDelta {
        private long rows;
        // Wraps around, as the ledger's digests do.
        private long digest;
    }

    private final UpsertRows rows;
    private final Map<Integer, Long> versions;

    /**
     * @param versions the version that each source gets
     */
    NewRowDeltas(UpsertRows rows, Map<Integer, Long> versions) {
        this.rows = rows;
        this.versions = versions;
    }

    /** Adds the parameters of {@link InsertSql} that follow those of the rows. */
    void addTo(Tuple parameters, List<SummaryPlan> summaries) {
        addLedger(parameters);
        for (SummaryPlan summary : summaries) {
            addSummary(parameters, summary);
        }
    }

    private void addLedger(Tuple parameters) {
        Map<Group, RangeDelta> ranges = new LinkedHashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            RangeDelta range =
                    ranges.computeIfAbsent(
                            new Group(rows.source(row), KeyRanges.numberOf(rows.key(row))),
                            group -> new RangeDelta());
            range.rows++;
            range.digest += rows.digest(row);
        }
        List<Map.Entry<Group, RangeDelta>> entries = new ArrayList<>(ranges.entrySet());
        parameters
                .addArrayOfInteger(sources(entries))
                .addArrayOfLong(longs(entries, entry -> (Long) entry.getKey().key()))
                .addArrayOfLong(longs(entries, entry -> entry.getValue().rows))
                .addArrayOfLong(longs(entries, entry -> entry.getValue().digest))
                .addArrayOfLong(longs(entries, this::version));
    }

    private void addSummary(Tuple parameters, SummaryPlan summary) {
        List<Integer> columns = summary.sumColumns();
        Map<Group, GroupDelta> groups = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            Object key = groupOf(summary, row);
            if (key == null) {
                continue;
            }
            GroupDelta group =
                    groups.computeIfAbsent(
                            new Group(rows.source(row), key),
                            absent -> new GroupDelta(columns.size()));
            group.addRow();
            for (int index = 0; index < columns.size(); index++) {
                String value = rows.value(columns.get(index), row);
                if (value != null) {
                    group.addValue(index, value);
                }
            }
        }
        addSummary(parameters, summary, new ArrayList<>(groups.entrySet()));
    }

    private void addSummary(
            Tuple parameters, SummaryPlan summary, List<Map.Entry<Group, GroupDelta>> groups) {
        parameters.addArrayOfInteger(sources(groups));
        if (summary.grouping() instanceof Grouping.ByTime) {
            parameters.addArrayOfLong(longs(groups, entry -> (Long) entry.getKey().key()));
        } else {
            parameters.addArrayOfString(texts(groups, entry -> (String) entry.getKey().key()));
        }
        parameters.addArrayOfLong(longs(groups, entry -> entry.getValue().rows()));
        parameters.addArrayOfLong(longs(groups, this::version));
        for (int index = 0; index < summary.sumColumns().size(); index++) {
            int place = index;
            parameters.addArrayOfLong(longs(groups, entry -> entry.getValue().count(place)));
            parameters.addArrayOfString(texts(groups, entry -> entry.getValue().sum(place)));
        }
    }

    private Object groupOf(SummaryPlan summary, int row) {
        if (summary.grouping() instanceof Grouping.ByTime time) {
            Long micros = rows.time(row);
            return micros == null ? null : (Object) SummaryPlan.bucketStart(time, micros);
        }
        return rows.value(summary.groupColumn(), row);
    }

    private long version(Map.Entry<Group, ?> entry) {
        return versions.get(entry.getKey().source());
    }

    private static Integer[] sources(List<? extends Map.Entry<Group, ?>> entries) {
        return entries.stream().map(entry -> entry.getKey().source()).toArray(Integer[]::new);
    }

    private static <V> Long[] longs(
            List<Map.Entry<Group, V>> entries, Function<Map.Entry<Group, V>, Long> part) {
        return entries.stream().map(part).toArray(Long[]::new);
    }

    private static <V> String[] texts(
            List<Map.Entry<Group, V>> entries, Function<Map.Entry<Group, V>, String> part) {
        return entries.stream().map(part).toArray(String[]::new);
    }
}

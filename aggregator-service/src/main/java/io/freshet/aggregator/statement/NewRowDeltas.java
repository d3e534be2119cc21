package io.freshet.aggregator.statement;

import io.freshet.pipeline.Accumulator;
import io.freshet.pipeline.Aggregate;
import io.freshet.pipeline.StateColumn;
import io.freshet.warehouse.layout.Home;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The differences that rows make whose keys are not held, worked out here because most rows are new
 * and this takes a fraction of what the warehouse would need for it. {@link DeltaSql} does the same
 * for rows whose former state only the warehouse knows; a property test compares the two.
 */
public final class NewRowDeltas {

    private record Group(int source, Object key) {}

    /** What rows add to the checksum of a range. */
    private static final class ChecksumDelta {
        private long rows;
        // Wraps around, as the checksums' digests do.
        private long digest;
    }

    /** What rows add to a group of a summary. */
    private static final class GroupDelta {
        private final List<Accumulator> accumulators;
        private long rows;

        private GroupDelta(SummaryPlan summary) {
            accumulators = summary.aggregates().stream().map(Aggregate::accumulator).toList();
        }
    }

    private final UpsertRows rows;
    private final Map<Integer, Long> versions;

    /**
     * @param versions the version that each source gets
     */
    public NewRowDeltas(UpsertRows rows, Map<Integer, Long> versions) {
        this.rows = rows;
        this.versions = versions;
    }

    /** Adds the parameters of {@link InsertSql} that follow those of the rows. */
    public void addTo(Tuple parameters, TablePlan plan) {
        addChecksums(parameters, plan.home());
        for (SummaryPlan summary : plan.summaries().orElseThrow()) {
            addSummary(parameters, summary);
        }
    }

    private void addChecksums(Tuple parameters, Home home) {
        Map<Group, ChecksumDelta> ranges = new LinkedHashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            Group group = new Group(rows.source(row), home.numberOf(rows.key(row)));
            ChecksumDelta range = ranges.computeIfAbsent(group, absent -> new ChecksumDelta());
            range.rows++;
            range.digest += rows.digest(row);
        }
        List<Map.Entry<Group, ChecksumDelta>> entries = new ArrayList<>(ranges.entrySet());
        parameters
                .addArrayOfInteger(sources(entries))
                .addArrayOfLong(longs(entries, entry -> (Long) entry.getKey().key()))
                .addArrayOfLong(longs(entries, entry -> entry.getValue().rows))
                .addArrayOfLong(longs(entries, entry -> entry.getValue().digest))
                .addArrayOfLong(longs(entries, this::version));
    }

    private void addSummary(Tuple parameters, SummaryPlan summary) {
        Map<Group, GroupDelta> groups = new LinkedHashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            Object key = summary.groupOf(rows, row);
            if (key != null) {
                Group group = new Group(rows.source(row), key);
                add(row, summary, groups.computeIfAbsent(group, absent -> new GroupDelta(summary)));
            }
        }
        addGroups(parameters, summary, new ArrayList<>(groups.entrySet()));
    }

    private void add(int row, SummaryPlan summary, GroupDelta group) {
        group.rows++;
        for (int index = 0; index < group.accumulators.size(); index++) {
            String value = rows.value(summary.valueColumns().get(index), row);
            group.accumulators.get(index).add(value);
        }
    }

    private void addGroups(
            Tuple parameters, SummaryPlan summary, List<Map.Entry<Group, GroupDelta>> groups) {
        parameters.addArrayOfInteger(sources(groups));
        if (summary.grouping().parameterType().equals("bigint")) {
            parameters.addArrayOfLong(longs(groups, entry -> (Long) entry.getKey().key()));
        } else {
            parameters.addArrayOfString(texts(groups, entry -> (String) entry.getKey().key()));
        }
        parameters.addArrayOfLong(longs(groups, this::version));
        parameters.addArrayOfLong(longs(groups, entry -> entry.getValue().rows));
        for (int index = 0; index < summary.aggregates().size(); index++) {
            addState(parameters, summary.aggregates().get(index), index, groups);
        }
    }

    private static void addState(
            Tuple parameters,
            Aggregate aggregate,
            int index,
            List<Map.Entry<Group, GroupDelta>> groups) {
        List<StateColumn> columns = aggregate.stateColumns();
        for (int place = 0; place < columns.size(); place++) {
            int column = place;
            Function<Map.Entry<Group, GroupDelta>, BigDecimal> state =
                    entry -> entry.getValue().accumulators.get(index).state(column);
            if (columns.get(place).isWhole()) {
                parameters.addArrayOfLong(longs(groups, state.andThen(BigDecimal::longValueExact)));
            } else {
                parameters.addArrayOfString(
                        texts(groups, state.andThen(BigDecimal::toPlainString)));
            }
        }
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

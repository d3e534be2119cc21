package io.freshet.launcher.check;

import io.freshet.aggregator.warehouse.WarehouseConnection;
import io.freshet.events.KeyRange;
import io.freshet.warehouse.layout.SummarySql.Derived;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;

/**
 * Compares a summary with the rows held, group by group. Rows are summed up a stretch at a time, so
 * that no statement takes long; whoever calls sees to it that all statements see one state. Where
 * groups are many, a part of them at a time, in order. For one thread, which it blocks.
 */
final class SummaryAudit {

    /** Groups in a part; as many more are held in memory where the summary lacks them. */
    static final int PART_GROUPS = 50_000;

    private final WarehouseConnection connection;
    private final int source;
    private final Derived summary;
    private final HeldTable held;
    private final int partGroups;
    private final Differences differences;
    private final AuditProgress progress;
    private long groups;

    /**
     * @param source what the warehouse knows the source by
     * @param partGroups how many groups are compared at once
     */
    SummaryAudit(
            WarehouseConnection connection,
            int source,
            Derived summary,
            HeldTable held,
            int partGroups,
            Differences differences,
            AuditProgress progress) {
        this.connection = connection;
        this.source = source;
        this.summary = summary;
        this.held = held;
        this.partGroups = partGroups;
        this.differences = differences;
        this.progress = progress;
    }

    /** Goes through all groups; how many have rows. */
    long run() {
        progress.step("summed up as " + summary.summary().replace("\"", ""));
        String first = null;
        do {
            String behind = behind(first);
            compare(first, behind);
            first = behind;
        } while (first != null);
        return groups;
    }

    /** The first group of the next part, or null. */
    private String behind(String first) {
        Tuple part = Tuple.of(source).addString(first).addInteger(partGroups);
        for (Row row : connection.query(summary.behind(), part)) {
            return row.getString(0);
        }
        return null;
    }

    private void compare(String first, String behind) {
        Map<String, AuditedGroup> part = new HashMap<>();
        Tuple bounds = Tuple.of(source).addString(first).addString(behind);
        for (Row row : connection.query(summary.part(), bounds)) {
            part.put(row.getString(0), AuditedGroup.of(row));
        }
        if (held.eachStretch(
                HeldTable.STRETCH_ROWS, stretch -> add(part, stretch, first, behind))) {
            part.forEach(this::compare);
        }
    }

    /** Adds up the rows of a stretch; false where they are of groups that cannot all be kept. */
    private boolean add(
            Map<String, AuditedGroup> part, KeyRange stretch, String first, String behind) {
        Tuple parameters =
                Tuple.of(source, stretch.low(), stretch.high()).addString(first).addString(behind);
        for (Row row : connection.query(summary.added(), parameters)) {
            String group = row.getString(0);
            if (part.size() > 2 * partGroups && !part.containsKey(group)) {
                differences.add(
                        partGroups,
                        "group %s and %,d others of the rows held are missing"
                                .formatted(group, partGroups));
                return false;
            }
            part.computeIfAbsent(group, fresh -> AuditedGroup.missing(summary.columns().size()))
                    .add(row);
        }
        progress.add(HeldTable.STRETCH_ROWS);
        return true;
    }

    private void compare(String group, AuditedGroup sums) {
        String difference = sums.difference(summary.columns());
        if (!difference.isEmpty()) {
            differences.add(1, "group %s: %s".formatted(group, difference));
        }
        groups += sums.hasRows() ? 1 : 0;
    }
}

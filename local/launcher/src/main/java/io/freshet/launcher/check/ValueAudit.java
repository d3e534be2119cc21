package io.freshet.launcher.check;

import io.freshet.aggregator.normalise.RowNormaliser;
import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.warehouse.layout.Home;
import java.util.List;
import java.util.Map;

/**
 * Compares the values that are held with those of the source, row by row: digests alone do not tell
 * that somebody changed a value that is held. Rows that the source changes meanwhile are left out.
 * For one thread, which it blocks.
 */
final class ValueAudit {

    private static final int PAGE_ROWS = 2_000;

    private final AuditedSource source;
    private final HeldTable held;
    private final RowNormaliser normaliser;
    private final Map<String, String> attributes;
    private final Differences differences;
    private final AuditProgress progress;
    private long located = Long.MIN_VALUE;

    ValueAudit(
            AuditedSource source,
            HeldTable held,
            RowNormaliser normaliser,
            Map<String, String> attributes,
            Differences differences,
            AuditProgress progress) {
        this.source = source;
        this.held = held;
        this.normaliser = normaliser;
        this.attributes = attributes;
        this.differences = differences;
        this.progress = progress;
    }

    /** Goes through all rows held. */
    void run() {
        progress.step("values compared");
        List<Long> keys = held.keys(Long.MIN_VALUE, PAGE_ROWS);
        while (!keys.isEmpty()) {
            compare(keys);
            long last = keys.get(keys.size() - 1);
            keys = last == Long.MAX_VALUE ? List.of() : held.keys(last + 1, PAGE_ROWS);
        }
    }

    private void compare(List<Long> keys) {
        locate(keys);
        RowBlock rows = source.ask(table -> table.readKeys(keys, 0)).rows();
        List<Long> damaged = held.damaged(normaliser.normalise(rows, attributes));
        Map<Long, String> names = held.names(damaged);
        for (long key : damaged) {
            differences.add(
                    1,
                    "the row with key %s is held with values that it never had"
                            .formatted(names.get(key)));
        }
        progress.add(keys.size());
    }

    /** Has the source find out where rows are that no index leads to, many at a time. */
    private void locate(List<Long> keys) {
        if (held.home() == Home.INTEGER || located >= keys.get(0)) {
            return;
        }
        KeyRange stretch = held.stretch(keys.get(0), HeldTable.STRETCH_ROWS);
        source.ask(table -> table.digests(held.ranges(stretch)));
        located = stretch.high();
    }
}

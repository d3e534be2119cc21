package io.freshet.launcher.check;

import io.freshet.aggregator.normalise.RowNormaliser;
import io.freshet.events.RowBlock;
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
        RowBlock rows = source.ask(table -> table.readKeys(keys, 0)).rows();
        for (long key : held.damaged(normaliser.normalise(rows, attributes))) {
            differences.add(
                    1, "the row with key %d is held with values that it never had".formatted(key));
        }
        progress.add(keys.size());
    }
}

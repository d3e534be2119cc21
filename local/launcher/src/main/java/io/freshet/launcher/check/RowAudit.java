package io.freshet.launcher.check;

import io.freshet.events.KeyRange;
import io.freshet.launcher.check.HeldTable.HeldRange;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.table.RangeSum;
import io.freshet.warehouse.layout.Home;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeSet;

/**
 * Compares a table with the rows that are held of it, and these with their checksums, a stretch of
 * keys at a time. Ranges that differ are left to a {@link RowComparison}. For one thread, which it
 * blocks.
 */
final class RowAudit {

    private final AuditedSource source;
    private final HeldTable held;
    private final Home home;
    private final RowComparison comparison;
    private final Differences checksums;
    private final AuditProgress progress;
    private long rows;

    /**
     * @param comparison told of each range that differs
     * @param checksums told of checksums that are not those of the rows held
     */
    RowAudit(
            AuditedSource source,
            HeldTable held,
            RowComparison comparison,
            Differences checksums,
            AuditProgress progress) {
        this.source = source;
        this.held = held;
        this.home = held.home();
        this.comparison = comparison;
        this.checksums = checksums;
        this.progress = progress;
    }

    /** Goes through all keys; how many rows the source has. */
    long run() {
        progress.step("compared with the source");
        held.eachStretch(
                home == Home.INTEGER ? HeldTable.STRETCH_ROWS : HeldTable.SCANNED_ROWS,
                this::compare);
        return rows;
    }

    private boolean compare(KeyRange stretch) {
        NavigableMap<Long, HeldRange> sums = held.sums(stretch);
        sums.forEach(this::compareWithChecksum);
        compareWithSource(stretch, sums);
        return true;
    }

    private void compareWithChecksum(long range, HeldRange sum) {
        if (!sum.rows().equals(sum.checksum())) {
            checksums.add(
                    1,
                    "the checksum of %s says %,d rows, %,d are held%s"
                            .formatted(
                                    RowComparison.keys(home, range),
                                    sum.checksum().rows(),
                                    sum.rows().rows(),
                                    sum.checksum().rows() == sum.rows().rows()
                                            ? " with other digests"
                                            : ""));
        }
    }

    /** What takes the source too long is halved, down to one range. */
    private void compareWithSource(KeyRange stretch, NavigableMap<Long, HeldRange> sums) {
        Map<Long, RangeSum> there;
        try {
            there = source.ask(table -> table.sumRanges(stretch)).byRange();
        } catch (SourceProblem e) {
            long first = home.numberOf(stretch.low());
            long last = home.numberOf(stretch.high());
            if (!e.isTooSlow() || first == last) {
                throw e;
            }
            long middle = home.highestKey(first + (last - first) / 2);
            compareWithSource(new KeyRange(stretch.low(), middle), sums);
            compareWithSource(new KeyRange(middle + 1, stretch.high()), sums);
            return;
        }
        NavigableMap<Long, HeldRange> here =
                sums.subMap(
                        home.numberOf(stretch.low()), true, home.numberOf(stretch.high()), true);
        TreeSet<Long> ranges = new TreeSet<>(here.keySet());
        ranges.addAll(there.keySet());
        for (long range : ranges) {
            HeldRange sum = here.get(range);
            comparison.compare(
                    range,
                    there.getOrDefault(range, RangeSum.NONE),
                    sum == null ? RangeSum.NONE : sum.rows());
        }
        long found = there.values().stream().mapToLong(RangeSum::rows).sum();
        rows += found;
        progress.add(found);
    }
}

package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.poller.table.RangeChecksums;
import io.freshet.poller.table.RangeSum;
import io.freshet.poller.warehouse.WarehouseReader.LedgerImage;
import java.util.TreeSet;

/**
 * Compares what was published of a table with what the warehouse holds. With a sweep, which
 * compares what was published with the source, it closes the circle: source and warehouse are the
 * same.
 */
public final class LedgerAudit {

    private LedgerAudit() {}

    /**
     * How many ranges the warehouse holds otherwise than they were published. Ranges whose newest
     * event may not be applied yet are passed over.
     *
     * @param published what was published during the current epoch and before
     * @param image what the warehouse held at a position of the current epoch
     */
    public static long differences(RangeChecksums published, LedgerImage image) {
        TreeSet<Long> ranges = new TreeSet<>(published.rangesWithin(KeyRange.ALL));
        ranges.addAll(image.ranges().keySet());
        return ranges.stream()
                .filter(range -> published.touched(range) <= image.applied().sequence())
                .filter(
                        range ->
                                !published
                                        .get(range)
                                        .equals(image.ranges().getOrDefault(range, RangeSum.NONE)))
                .count();
    }
}

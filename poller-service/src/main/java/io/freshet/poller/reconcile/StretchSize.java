package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.table.RangeSum;
import io.freshet.warehouse.layout.Home;
import java.util.Map;
import java.util.NavigableMap;

/**
 * How much of a table one statement compares: about as much as the source sums up in {@link
 * PollerLimits#STEP_MICROS}. Not thread-safe.
 */
final class StretchSize {

    private static final long FIRST_ROWS = 5_000;

    private final StepSize rows =
            new StepSize(
                    PollerLimits.STEP_MICROS,
                    FIRST_ROWS,
                    PollerLimits.FEWEST_STEP_ROWS,
                    PollerLimits.MOST_STEP_ROWS);
    private final Home home;
    private double rowsPerRange;

    StretchSize(Home home) {
        this.home = home;
        this.rowsPerRange = home.width();
    }

    /** How many ranges the warehouse is to be asked for. */
    int ranges() {
        double wanted = Math.ceil(rows.now() / Math.max(1, rowsPerRange));
        return (int) Math.max(1, Math.min(PollerLimits.STEP_RANGES, wanted));
    }

    /**
     * The stretch to compare next.
     *
     * @param low its lowest key
     * @param held the next ranges that are held, at most {@link #ranges()}
     * @param end the highest key that is to be compared in this pass
     */
    KeyRange stretch(long low, NavigableMap<Long, RangeSum> held, long end) {
        long counted = 0;
        for (Map.Entry<Long, RangeSum> range : held.entrySet()) {
            counted += range.getValue().rows();
            boolean more = held.size() >= ranges() || held.higherKey(range.getKey()) != null;
            if (more && (counted >= rows.now() || range.getKey().equals(held.lastKey()))) {
                return new KeyRange(low, Math.min(end, home.highestKey(range.getKey())));
            }
        }
        return new KeyRange(low, end);
    }

    /** A stretch was summed up. */
    void took(long costMicros, long rowsSummed, int rangesSummed) {
        if (rangesSummed > 0) {
            rowsPerRange = Math.max(1, rowsSummed / (double) rangesSummed);
        }
        rows.took(costMicros);
    }

    /** A stretch could not be summed up, perhaps because it took too long. */
    void failed() {
        rows.shrink();
    }
}

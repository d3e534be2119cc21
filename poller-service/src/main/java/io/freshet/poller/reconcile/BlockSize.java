package io.freshet.poller.reconcile;

import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.source.Blocks;

/**
 * How many blocks of a table one statement goes through: about as many as the source sums up in
 * {@link PollerLimits#SCAN_STEP_MICROS}. Not thread-safe.
 */
final class BlockSize {

    private long blocks = PollerLimits.FIRST_STEP_BLOCKS;

    /** The blocks to go through next. */
    Blocks from(long first) {
        return new Blocks(first, first + blocks);
    }

    /** As many blocks as were asked for were gone through. */
    void took(long costMicros) {
        double factor = (PollerLimits.SCAN_STEP_MICROS + 5_000.0) / (costMicros + 5_000.0);
        blocks = Math.max(1, Math.min(PollerLimits.MOST_STEP_BLOCKS, (long) (blocks * factor)));
    }

    /** As many blocks take too long; false where fewer cannot be asked for. */
    boolean shrink() {
        boolean more = blocks > 1;
        blocks = Math.max(1, blocks / PollerLimits.PAGE_DIVISOR);
        return more;
    }
}

package io.freshet.poller.reconcile;

import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.source.Blocks;

/**
 * How many blocks of a table one statement goes through: about as many as the source sums up in
 * {@link PollerLimits#SCAN_STEP_MICROS}. Not thread-safe.
 */
final class BlockSize {

    private final StepSize blocks =
            new StepSize(
                    PollerLimits.SCAN_STEP_MICROS,
                    PollerLimits.FIRST_STEP_BLOCKS,
                    1,
                    PollerLimits.MOST_STEP_BLOCKS);

    /** The blocks to go through next. */
    Blocks from(long first) {
        return new Blocks(first, first + blocks.now());
    }

    /** As many blocks as were asked for were gone through. */
    void took(long costMicros) {
        blocks.took(costMicros);
    }

    /** As many blocks take too long; false where fewer cannot be asked for. */
    boolean shrink() {
        return blocks.shrink();
    }
}

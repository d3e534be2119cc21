package io.freshet.poller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.source.Blocks;
import org.junit.jupiter.api.Test;

/** One statement goes through as many blocks as the source sums up in about its time. */
class BlockSizeTest {

    private final BlockSize size = new BlockSize();

    @Test
    void beginsWithFewBlocks() {
        assertThat(size.from(7)).isEqualTo(new Blocks(7, 7 + PollerLimits.FIRST_STEP_BLOCKS));
    }

    @Test
    void staysWhereStatementsTakeTheirTime() {
        size.took(PollerLimits.SCAN_STEP_MICROS);

        assertThat(blocks()).isEqualTo(PollerLimits.FIRST_STEP_BLOCKS);
    }

    @Test
    void growsUntilStatementsTakeTheirTimeAndShrinksWhereTheyTakeMore() {
        settle(100);
        assertThat(blocks()).as("50 ms at 100 microseconds a block").isBetween(480L, 520L);

        settle(1_000);
        assertThat(blocks()).as("at 1 ms a block").isBetween(45L, 55L);
    }

    @Test
    void hasBounds() {
        settle(0);
        assertThat(blocks()).isEqualTo(PollerLimits.MOST_STEP_BLOCKS);

        settle(10_000_000);
        assertThat(blocks()).isEqualTo(1);
    }

    @Test
    void shrinksAfterAStatementThatTookTooLongAsFarAsItCan() {
        assertThat(size.shrink()).isTrue();
        assertThat(blocks()).isEqualTo(PollerLimits.FIRST_STEP_BLOCKS / PollerLimits.PAGE_DIVISOR);

        while (blocks() > 1) {
            assertThat(size.shrink()).isTrue();
        }
        assertThat(size.shrink()).as("one block is the least").isFalse();
        assertThat(blocks()).isEqualTo(1);
    }

    private void settle(long microsPerBlock) {
        for (int i = 0; i < 30; i++) {
            size.took(blocks() * microsPerBlock);
        }
    }

    private long blocks() {
        Blocks blocks = size.from(0);
        return blocks.behind() - blocks.first();
    }
}

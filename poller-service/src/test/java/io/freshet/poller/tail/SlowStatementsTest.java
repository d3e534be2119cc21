package io.freshet.poller.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.SourceState;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What takes longer than a statement may is asked again, of less, until it is answered. */
class SlowStatementsTest {

    private static final int ROWS = 6_000;

    /** What takes too long counts as 1 s of the source's time, of which a pass has a share. */
    private static final Duration SLOWED = Duration.ofMinutes(5);

    /** So that 200 rows are a step of keys, and 500 one of blocks. */
    private static final int MICROS_FOR_A_ROW = 100;

    /** More than a range has, and less than a step begins with. */
    private static final int ANSWERED = 1_500;

    @Test
    void stretchesOfKeysAreSummedUpInSmallerOnes() {
        SimulatedPoller poller = new SimulatedPoller();
        poller.source.cost(MICROS_FOR_A_ROW);
        poller.source.tellWritten(false);
        poller.table.fill(1, ROWS);
        poller.started();

        poller.source.slowBeyond(ANSWERED);
        poller.source.cut();
        poller.table.put(900, "changed");
        poller.table.put(5_900, "changed");

        poller.untilExact(SLOWED);
        assertProven(poller);
    }

    @Test
    void blocksOfRowsAreSummedUpInSmallerOnes() {
        SimulatedPoller poller = new SimulatedPoller(SimulatedPoller.HASHED);
        poller.source.cost(MICROS_FOR_A_ROW);
        Random random = new Random(3);
        long key = 0;
        for (int row = 0; row < ROWS; row++) {
            key = random.nextLong();
            poller.table.put(key, "v" + row);
        }
        poller.start();
        poller.untilExact(SLOWED);

        poller.source.slowBeyond(ANSWERED);
        poller.source.cut();
        poller.table.put(key, "changed");

        poller.untilExact(SLOWED);
        assertProven(poller);
    }

    /** That it goes on to be: a pass begun after the last change found all equal. */
    private static void assertProven(SimulatedPoller poller) {
        long changed = poller.time.wallMicros();
        poller.pass(SLOWED.multipliedBy(2));
        assertThat(poller.status().state()).isEqualTo(SourceState.LIVE);
        assertThat(poller.status().auditedAt()).isGreaterThan(changed);
    }
}

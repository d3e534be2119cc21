package io.freshet.poller.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rows that come in while a comparison waits for the warehouse are not taken for differences. */
class LaggingWarehouseTest {

    private static final Duration PROMISE = Duration.ofSeconds(12);

    private final SimulatedPoller poller = new SimulatedPoller();

    @Test
    void takesNoRowForNewOrGoneThatWasPublishedMeanwhile() {
        poller.table.fill(1, 900);
        poller.started();
        poller.broker.consuming(false);

        for (int round = 1; round <= 60; round++) {
            // an update sends a comparison by rows into the range that is written to
            poller.table.put(500, "v" + round);
            for (int insert = 0; insert < 30; insert++) {
                poller.table.put(900 + round * 30L + insert, "new");
                poller.pass(Duration.ofMillis(57));
                if (insert % 5 == 0) {
                    applyWhatWaits();
                }
            }
        }
        poller.broker.consuming(true);

        poller.untilExact(PROMISE);
        assertThat(poller.meter.changedRows().count()).isPositive();
        assertThat(poller.meter.newRows().count()).isZero();
        assertThat(poller.meter.goneRows().count()).isZero();
    }

    @Test
    void comparesWithWhatIsHeldOnceAllThatIsInFlightIsApplied() {
        poller.table.fill(1, 900);
        poller.started();

        for (int round = 0; round < 30; round++) {
            poller.broker.consuming(false);
            poller.table.fill(901 + round * 100, 1_000 + round * 100);
            poller.pass(Duration.ofMillis(1_500));
            poller.broker.consuming(true);
            poller.pass(Duration.ofMillis(100));
        }

        poller.untilExact(PROMISE);
        assertThat(poller.reconciled()).isZero();
    }

    private void applyWhatWaits() {
        poller.broker.consuming(true);
        poller.broker.consuming(false);
    }
}

package io.freshet.poller.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Events that are lost, refused or not applied are made good, and do not pile up. */
class BrokerFailuresTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    private final SimulatedPoller poller = new SimulatedPoller();

    @Test
    void opensAgainWhereTheEventThatOpensIsLost() {
        poller.table.fill(1, 10);
        poller.broker.losing(true);
        poller.start();
        poller.pass(Duration.ofMinutes(1));
        assertThat(poller.state()).isNotInstanceOf(Tailing.class);

        poller.broker.losing(false);

        poller.untilExact(SOON);
    }

    @Test
    void findsTheLastEventLostAfterItsConfirmInSilence() {
        poller.table.fill(1, 1_000);
        poller.started();

        poller.broker.losing(true);
        poller.table.fill(1_001, 1_003);
        poller.pass(Duration.ofMillis(300));
        poller.broker.losing(false);

        poller.untilExact(SOON);
        assertThat(poller.reconciled()).isZero();
    }

    @Test
    void isNotFrozenWhereTheQueueIsPurgedBehindAnAggregatorThatIsAway() {
        poller.table.fill(1, 1_000);
        poller.started();

        poller.broker.consuming(false);
        for (int i = 0; i < 200; i++) {
            poller.table.put(2_000 + i, "x");
            poller.pass(Duration.ofMillis(100));
        }
        poller.broker.purge();
        poller.broker.consuming(true);

        poller.untilExact(SOON);
    }

    @Test
    void endsTheEpochAtOnceWhereTheBrokerRefuses() {
        poller.table.fill(1, 10);
        poller.started();
        long fence = poller.status().published().fence();

        poller.broker.refusing(true);
        poller.table.put(11, "x");
        poller.pass(Duration.ofMillis(400));
        assertThat(poller.status().detail()).contains("no queue takes it");
        poller.broker.refusing(false);

        poller.untilExact(Duration.ofSeconds(2));
        poller.pass(Duration.ofSeconds(1));
        assertThat(poller.status().published().fence()).isGreaterThan(fence);
    }

    @Test
    void publishesNoMoreThanTheWindowWhileNothingIsApplied() {
        poller.table.fill(1, 10);
        poller.started();
        int before = poller.broker.sent();

        poller.broker.consuming(false);
        for (int i = 0; i < 45; i++) {
            poller.table.put(100 + i, "x");
            poller.pass(Duration.ofMillis(100));
        }

        assertThat(poller.broker.sent() - before).isLessThanOrEqualTo(64);
        poller.broker.consuming(true);
        poller.untilExact(SOON);
    }
}

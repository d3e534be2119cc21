package io.freshet.poller.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A transaction that took its key early, among 20,000 that were skipped, commits last. */
class ManyGapsTest {

    private static final long EARLY = 11;
    private static final Duration SETTLED = Duration.ofSeconds(70);

    @ParameterizedTest
    @ValueSource(longs = {100, 1_000})
    void isSeenByTheFirstOrTheSecondPoll(long pollMillis) {
        SimulatedPoller poller = manyGaps(pollMillis);

        poller.table.put(EARLY, "late");

        assertThat(poller.untilExact(SETTLED))
                .isLessThanOrEqualTo(Duration.ofMillis(2 * pollMillis));
        assertThat(poller.reconciled()).isZero();
    }

    @Test
    void isSeenInOneRoundWhereTheKeyWasSkippedLongAgo() {
        SimulatedPoller poller = manyGaps(1_000);
        poller.pass(SETTLED);

        poller.table.put(EARLY, "late");

        assertThat(poller.untilExact(SETTLED)).isLessThanOrEqualTo(Duration.ofSeconds(4));
        assertThat(poller.reconciled()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 1_000})
    void isSeenWhileFullPagesComeIn(long pollMillis) {
        SimulatedPoller poller = manyGaps(pollMillis);
        poller.table.fill(100_000, 220_000);
        poller.pass(Duration.ofMillis(pollMillis));

        poller.table.put(EARLY, "late");
        long began = poller.time.millis();
        while (!poller.warehouse.rows(SimulatedPoller.TABLE).containsKey(EARLY)) {
            poller.pass(Duration.ofMillis(10));
        }

        assertThat(poller.time.millis() - began).isLessThanOrEqualTo(2 * pollMillis);
    }

    private static SimulatedPoller manyGaps(long pollMillis) {
        SimulatedPoller poller = new SimulatedPoller(Duration.ofMillis(pollMillis));
        for (long key = 0; key < 40_000; key += 2) {
            poller.table.put(key, "v" + key);
        }
        poller.start();
        poller.pass(Duration.ofMillis(20 * pollMillis));
        poller.assertExact();
        assertThat(poller.status().pendingGaps()).isEqualTo(19_999);
        return poller;
    }
}

package io.freshet.poller.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.SourceState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** From state to state: every failure is left behind, and every wait has an end and a sentence. */
class SourceWorkerTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    private final SimulatedPoller poller = new SimulatedPoller();

    @Test
    void readsWhatIsThereAndSaysThatItIsLive() {
        poller.table.fill(1, 12_000);

        poller.started();

        assertThat(poller.state()).isInstanceOf(Tailing.class);
        assertThat(poller.status().highWaterMark()).isEqualTo(12_000);
        assertThat(poller.reconciled()).isZero();
    }

    @Test
    void seesAnInsertAtTheNextPoll() {
        poller.table.fill(1, 10);
        poller.started();

        poller.table.put(11, "new");

        assertThat(poller.untilExact(SOON)).isLessThan(Duration.ofMillis(150));
        assertThat(poller.reconciled()).isZero();
    }

    @Test
    void pollsAsOftenAsTheSourceIsToBePolled() {
        poller.table.fill(1, 10);
        poller.started();
        long before = poller.polls();

        poller.pass(Duration.ofSeconds(10));

        assertThat(poller.polls() - before).isBetween(95L, 101L);
    }

    @Test
    void seesAKeyThatWasTakenEarlyAndCommittedLast() {
        poller.table.fill(1, 10);
        poller.table.fill(12, 2_000);
        poller.started();
        poller.pass(Duration.ofSeconds(30));

        poller.table.put(11, "late");

        assertThat(poller.untilExact(SOON)).isLessThan(Duration.ofMillis(150));
        assertThat(poller.reconciled()).isZero();
    }

    @Test
    void saysThatASourceDoesNotAnswerAndGoesOnWithTheSameEpoch() {
        poller.table.fill(1, 10);
        poller.started();
        long fence = poller.status().published().fence();

        poller.source.hang(true);
        poller.source.failNext("it is down");
        poller.source.hang(false);
        poller.pass(Duration.ofMillis(150));

        assertThat(poller.status().state()).isEqualTo(SourceState.UNREACHABLE);
        assertThat(poller.status().detail()).isEqualTo("it is down");
        poller.table.put(11, "meanwhile");
        poller.untilExact(SOON);
        poller.pass(Duration.ofSeconds(1));
        assertThat(poller.status().state()).isEqualTo(SourceState.LIVE);
        assertThat(poller.status().published().fence()).isEqualTo(fence);
        assertThat(poller.source.connections()).isOne();
    }

    @Test
    void leavesASourceThatNeverAnswersAndComesBack() {
        poller.table.fill(1, 10);
        poller.started();

        poller.source.hang(true);
        poller.pass(Duration.ofMinutes(3));
        assertThat(poller.status().state()).isNotEqualTo(SourceState.LIVE);
        poller.source.hang(false);
        poller.table.put(11, "new");

        poller.untilExact(Duration.ofMinutes(2));
        assertThat(poller.source.connections()).isOne();
    }

    @Test
    void saysWhatItWaitsForWhileNothingIsApplied() {
        poller.broker.consuming(false);
        poller.table.fill(1, 10);

        poller.start();
        poller.pass(Duration.ofSeconds(1));

        assertThat(poller.state()).isInstanceOf(Opening.class);
        assertThat(poller.status().state()).isEqualTo(SourceState.CATCHING_UP);
        assertThat(poller.status().detail())
                .isEqualTo("opening: waits until the aggregator has applied epoch 1");
        poller.broker.consuming(true);
        poller.untilExact(SOON);
    }

    @Test
    void containsWhatNobodyForesaw() {
        poller.table.fill(1, 10);
        poller.started();

        poller.source.failNext(new NullPointerException("a bug"));
        poller.table.put(11, "x");
        poller.untilExact(SOON);

        assertThat(poller.said()).anySatisfy(said -> assertThat(said).contains("a bug"));
        assertThat(poller.source.connections()).isOne();
    }

    @Test
    void containsWhatNobodyForesawInTheFirstVerify() {
        poller.table.fill(1, 10);
        poller.source.failNext(new NullPointerException("a bug"));
        poller.start();

        poller.untilExact(SOON);
        assertThat(poller.source.connections()).isOne();
    }

    @Test
    void stopsWhileItConnectsAndHoldsNothing() {
        poller.source.latency(Duration.ofSeconds(1));
        poller.start();
        poller.pass(Duration.ofMillis(500));

        poller.stop();
        poller.pass(Duration.ofMinutes(1));

        assertThat(poller.source.connections()).isZero();
        assertThat(poller.broker.sent()).isZero();
        assertThat(poller.isTold()).isFalse();
    }

    @Test
    void asksForNothingAfterItWasStopped() {
        poller.table.fill(1, 10);
        poller.started();

        poller.stop();
        poller.pass(Duration.ofSeconds(1));
        long statements = poller.source.statements();
        poller.pass(Duration.ofMinutes(1));

        assertThat(poller.source.statements()).isEqualTo(statements);
        assertThat(poller.source.connections()).isZero();
    }

    @Test
    void tellsOfNoEpochButThatOfItsLeaseWhileItOpens() {
        poller.broker.consuming(false);
        poller.start();
        poller.pass(Duration.ofSeconds(20));

        assertThat(poller.status().published().fence()).isGreaterThan(1);
        assertThat(poller.status().asOf()).isZero();
    }
}

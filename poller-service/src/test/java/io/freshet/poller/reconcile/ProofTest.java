package io.freshet.poller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.KeyRange;
import io.freshet.events.Position;
import io.freshet.events.RangeDoubted;
import io.freshet.events.TableId;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.table.KeyGaps;
import io.freshet.poller.time.VirtualTime;
import io.freshet.runtime.tracing.Tracing;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A pass proves a table once all that it led to is applied, and not before. */
class ProofTest {

    private static final long FENCE = 7;

    private final VirtualTime time = new VirtualTime();
    private final EpochPublisher publisher =
            new EpochPublisher(change -> Future.succeededFuture(), time, "fra", FENCE, Tracing.OFF);
    private final KeyGaps gaps = KeyGaps.of(List.of(new KeyRange(100, Long.MAX_VALUE)), 0);
    private final Proof proof = new Proof(gaps, publisher);

    @Test
    void provesNothingBeforeThePassIsOver() {
        proof.begin(1_000);
        assertThat(proof.provenAt()).isZero();

        proof.passed();

        assertThat(proof.provenAt()).as("when the pass began").isEqualTo(1_000);
    }

    @Test
    void waitsUntilWhatWasRepairedIsApplied() {
        proof.begin(1_000);
        publish();
        publish();
        proof.passed();
        publisher.applied(FENCE, 1);
        assertThat(proof.provenAt()).isZero();

        publisher.applied(FENCE, 2);

        assertThat(proof.provenAt()).isEqualTo(1_000);
    }

    @Test
    void waitsForPollsToFindTheRowsThatWereLeftToThem() {
        proof.begin(1_000);
        proof.leaveToPolls(100);
        proof.leaveToPolls(101);
        proof.passed();
        assertThat(proof.provenAt()).isZero();

        found(100);
        assertThat(proof.provenAt()).as("one is missing").isZero();
        found(101);
        publish();
        assertThat(proof.provenAt()).as("what the poll found is not applied").isZero();
        publisher.applied(FENCE, 1);

        assertThat(proof.provenAt()).isEqualTo(1_000);
    }

    @Test
    void provesNothingWhereMoreIsLeftToPollsThanIsRemembered() {
        proof.begin(1_000);
        for (long key = 0; key <= PollerLimits.KEYS_LEFT_TO_POLLS; key++) {
            proof.leaveToPolls(100 + key);
        }
        proof.passed();
        gaps.settle(
                List.of(new KeyRange(100, Long.MAX_VALUE)),
                keys(100, 101L + PollerLimits.KEYS_LEFT_TO_POLLS),
                0);
        assertThat(proof.provenAt()).isZero();

        proof.begin(2_000);
        proof.passed();

        assertThat(proof.provenAt()).as("the next pass does").isEqualTo(2_000);
    }

    @Test
    void aPassThatWasGivenUpProvesNothingAndTakesNothingBack() {
        proof.begin(1_000);
        proof.passed();
        assertThat(proof.provenAt()).isEqualTo(1_000);

        proof.begin(2_000);
        proof.leaveToPolls(100);
        assertThat(proof.provenAt()).isEqualTo(1_000);
        proof.begin(3_000);
        proof.passed();

        assertThat(proof.provenAt())
                .as("what was left of the former is forgotten")
                .isEqualTo(3_000);
    }

    /** A poll found the lowest key of the open end. */
    private void found(long key) {
        gaps.settle(List.of(new KeyRange(key, Long.MAX_VALUE)), new long[] {key}, 0);
    }

    private void publish() {
        Position next = publisher.next();
        publisher.publish(
                new RangeDoubted(next, new TableId("pisa", "responses"), new KeyRange(0, 1_023)));
    }

    private static long[] keys(long from, long to) {
        return LongStream.range(from, to).toArray();
    }
}

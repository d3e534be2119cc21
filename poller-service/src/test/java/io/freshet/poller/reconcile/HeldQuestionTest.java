package io.freshet.poller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.publish.EpochFailure;
import io.freshet.poller.time.VirtualTime;
import io.freshet.poller.warehouse.Applied;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The warehouse is asked until its answer contains what it has to. */
class HeldQuestionTest {

    private static final long FENCE = 7;
    private static final Duration LIMIT = Duration.ofMillis(PollerLimits.COMPARISON_MILLIS);

    private final VirtualTime time = new VirtualTime();
    private final HeldQuestion question = new HeldQuestion(time, FENCE);
    private final List<Long> askedAt = new ArrayList<>();
    private Applied applied = new Applied(FENCE, 0);

    private Future<Applied> ask(long sequence) {
        return question.ask(
                () -> {
                    askedAt.add(time.millis());
                    return Future.succeededFuture(applied);
                },
                Function.identity(),
                sequence);
    }

    @Test
    void asksOnceWhereAllIsApplied() {
        applied = new Applied(FENCE, 5);

        assertThat(ask(5).result()).isEqualTo(applied);
        time.pass(LIMIT);

        assertThat(askedAt).containsExactly(0L);
    }

    @Test
    void asksAgainAtGrowingIntervalsUntilAllIsApplied() {
        Future<Applied> answer = ask(5);
        time.pass(Duration.ofMillis(400));
        assertThat(answer.isComplete()).isFalse();
        assertThat(askedAt).containsExactly(0L, 5L, 15L, 35L, 75L, 155L, 255L, 355L);

        applied = new Applied(FENCE, 6);
        time.pass(Duration.ofMillis(100));

        assertThat(answer.result()).as("it may contain more").isEqualTo(applied);
    }

    @Test
    void givesUpWhereItIsNotAppliedInTime() {
        Future<Applied> answer = ask(5);
        time.pass(LIMIT.minusMillis(1));
        assertThat(answer.isComplete()).isFalse();

        time.pass(Duration.ofMillis(200));

        assertThat(answer.cause())
                .isInstanceOf(EpochFailure.class)
                .hasMessage("event 5 was not applied while a comparison waited for it");
        int asked = askedAt.size();
        time.pass(LIMIT);
        assertThat(askedAt).as("it asks no more").hasSize(asked);
    }

    @Test
    void endsWhereTheWarehouseIsAtAnotherEpoch() {
        applied = new Applied(FENCE + 1, 9);

        assertThat(ask(5).cause())
                .isInstanceOf(EpochFailure.class)
                .hasMessage("the warehouse is at epoch 8, this one is 7");
    }

    @Test
    void failsAsTheQuestionDoes() {
        IOException away = new IOException("away");

        assertThat(
                        question.<Applied>ask(
                                        () -> Future.failedFuture(away), Function.identity(), 0)
                                .cause())
                .isSameAs(away);
        assertThat(
                        question.<Applied>ask(
                                        () -> {
                                            throw new IllegalStateException("thrown");
                                        },
                                        Function.identity(),
                                        0)
                                .cause())
                .hasMessage("thrown");
    }

    @Test
    void failsWhereThereIsNoAnswerInTime() {
        Future<Applied> answer =
                question.ask(() -> Promise.<Applied>promise().future(), Function.identity(), 0);
        time.pass(LIMIT.minusMillis(1));
        assertThat(answer.isComplete()).isFalse();

        time.pass(Duration.ofMillis(1));

        assertThat(answer.cause()).isInstanceOf(TimeoutException.class);
        assertThat(HeldQuestion.isWarehouseAway(answer.cause())).isTrue();
    }

    @Test
    void tellsAWarehouseThatIsAwayFromAnEpochThatIsOver() {
        assertThat(HeldQuestion.isWarehouseAway(new IOException("reset"))).isTrue();
        assertThat(HeldQuestion.isWarehouseAway(new VertxException("closed"))).isTrue();
        assertThat(HeldQuestion.isWarehouseAway(new TimeoutException("late"))).isTrue();
        assertThat(HeldQuestion.isWarehouseAway(new EpochFailure("over"))).isFalse();
    }
}

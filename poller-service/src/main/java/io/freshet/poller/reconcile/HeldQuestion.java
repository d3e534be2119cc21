package io.freshet.poller.reconcile;

import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.publish.EpochFailure;
import io.freshet.poller.time.EventLoop;
import io.freshet.poller.time.TimeLimit;
import io.freshet.poller.warehouse.Applied;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks the warehouse until its answer contains all that was published before a read of the source.
 * To be used from the source's loop.
 */
final class HeldQuestion {

    private static final long FIRST_PAUSE_MILLIS = 5;
    private static final long LONGEST_PAUSE_MILLIS = 100;

    private final EventLoop loop;
    private final long fence;

    HeldQuestion(EventLoop loop, long fence) {
        this.loop = loop;
        this.fence = fence;
    }

    /**
     * Asks.
     *
     * @param question what is asked, perhaps several times
     * @param applied how far an answer is true
     * @param sequence the event that the answer has to contain
     * @return fails with {@link EpochFailure} where the epoch is over or nothing is applied in time
     */
    <T> Future<T> ask(Supplier<Future<T>> question, Function<T, Applied> applied, long sequence) {
        Promise<T> promise = Promise.promise();
        long giveUp = loop.millis() + PollerLimits.COMPARISON_MILLIS;
        ask(question, applied, sequence, giveUp, FIRST_PAUSE_MILLIS, promise);
        return promise.future();
    }

    private <T> void ask(
            Supplier<Future<T>> question,
            Function<T, Applied> applied,
            long sequence,
            long giveUp,
            long pause,
            Promise<T> promise) {
        Future<T> asked = Future.succeededFuture().compose(start -> question.get());
        TimeLimit.on(loop, asked, Duration.ofMillis(PollerLimits.COMPARISON_MILLIS))
                .onFailure(promise::tryFail)
                .onSuccess(
                        answer -> {
                            Applied upTo = applied.apply(answer);
                            if (upTo.fence() != fence) {
                                promise.tryFail(over(upTo));
                            } else if (upTo.sequence() >= sequence) {
                                promise.tryComplete(answer);
                            } else if (loop.millis() >= giveUp) {
                                promise.tryFail(late(sequence));
                            } else {
                                long next = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
                                loop.after(
                                        pause,
                                        () ->
                                                ask(
                                                        question, applied, sequence, giveUp, next,
                                                        promise));
                            }
                        });
    }

    /** Whether a question failed because the warehouse is away, which no epoch is to blame for. */
    static boolean isWarehouseAway(Throwable error) {
        return error instanceof VertxException
                || error instanceof TimeoutException
                || error instanceof IOException;
    }

    private EpochFailure over(Applied upTo) {
        return new EpochFailure(
                "the warehouse is at epoch %d, this one is %d".formatted(upTo.fence(), fence));
    }

    private static EpochFailure late(long sequence) {
        return new EpochFailure(
                "event %d was not applied while a comparison waited for it".formatted(sequence));
    }
}

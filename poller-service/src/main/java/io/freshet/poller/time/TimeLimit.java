package io.freshet.poller.time;

import io.freshet.poller.time.Timers.Timer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Sets a limit to how long an answer may take. */
public final class TimeLimit {

    private TimeLimit() {}

    /**
     * The same outcome, or a {@link TimeoutException} where there is none in time. What was asked
     * goes on; its outcome is then not taken in.
     */
    public static <T> Future<T> on(Timers timers, Future<T> future, Duration limit) {
        Promise<T> promise = Promise.promise();
        String late = "no answer within %d ms".formatted(limit.toMillis());
        Timer timer =
                timers.after(limit.toMillis(), () -> promise.tryFail(new TimeoutException(late)));
        future.onComplete(
                result -> {
                    timer.cancel();
                    if (result.succeeded()) {
                        promise.tryComplete(result.result());
                    } else {
                        promise.tryFail(result.cause());
                    }
                });
        return promise.future();
    }
}

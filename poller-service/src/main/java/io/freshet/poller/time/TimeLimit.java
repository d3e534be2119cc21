package io.freshet.poller.time;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Sets a limit to how long an answer may take. */
public final class TimeLimit {

    private TimeLimit() {}

    /**
     * The same outcome, or a {@link TimeoutException} where there is none in time. What was asked
     * goes on; its outcome is then not taken in.
     */
    public static <T> Future<T> on(Vertx vertx, Future<T> future, Duration limit) {
        Promise<T> promise = Promise.promise();
        long timer =
                vertx.setTimer(
                        limit.toMillis(),
                        id ->
                                promise.tryFail(
                                        new TimeoutException(
                                                "no answer within %d ms"
                                                        .formatted(limit.toMillis()))));
        future.onComplete(
                result -> {
                    vertx.cancelTimer(timer);
                    if (result.succeeded()) {
                        promise.tryComplete(result.result());
                    } else {
                        promise.tryFail(result.cause());
                    }
                });
        return promise.future();
    }
}

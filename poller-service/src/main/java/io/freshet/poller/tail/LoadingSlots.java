package io.freshet.poller.tail;

import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.time.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Lets only so many sources at once read what the warehouse holds of them, so that many that open
 * together leave connections for leases and status. Thread-safe.
 */
@ApplicationScoped
public class LoadingSlots {

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int free = PollerLimits.SOURCES_LOADING;

    /**
     * Runs a task on a loop once there is a slot, which is free again when its future completes.
     */
    <T> Future<T> run(EventLoop loop, Supplier<Future<T>> task) {
        Promise<T> promise = Promise.promise();
        Runnable start =
                () ->
                        loop.execute(
                                () ->
                                        Future.succeededFuture()
                                                .compose(ready -> task.get())
                                                .onComplete(promise)
                                                .onComplete(done -> release()));
        synchronized (this) {
            if (free == 0) {
                waiting.add(start);
                return promise.future();
            }
            free--;
        }
        start.run();
        return promise.future();
    }

    private void release() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
            }
        }
        if (next != null) {
            next.run();
        }
    }
}

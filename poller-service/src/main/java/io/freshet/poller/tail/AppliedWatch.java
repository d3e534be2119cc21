package io.freshet.poller.tail;

import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.time.EventLoop;
import io.freshet.poller.time.EventLoops;
import io.freshet.poller.time.TimeLimit;
import io.freshet.poller.time.Timers.Timer;
import io.freshet.poller.warehouse.Applied;
import io.freshet.poller.warehouse.HeldState;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Asks the warehouse several times a second how far it has applied the sources of this poller, in
 * one question for all of them. Thread-safe.
 */
@ApplicationScoped
public class AppliedWatch {

    private final EventLoop loop;
    private final HeldState held;
    private final Map<Integer, Consumer<Applied>> followers = new ConcurrentHashMap<>();
    private volatile boolean asking;
    private Timer timer;

    @Inject
    AppliedWatch(EventLoops loops, HeldState held) {
        this(loops.create(), held);
    }

    AppliedWatch(EventLoop loop, HeldState held) {
        this.loop = loop;
        this.held = held;
    }

    void begin(@Observes StartupEvent event) {
        begin();
    }

    void begin() {
        timer = loop.every(PollerLimits.APPLIED_LOOK_MILLIS, this::look);
    }

    void end(@Observes ShutdownEvent event) {
        timer.cancel();
    }

    /** From now on tells how far a source is applied, on any thread, until {@link #leave}. */
    void follow(int source, Consumer<Applied> follower) {
        followers.put(source, follower);
    }

    /** Tells no more of a source. */
    void leave(int source) {
        followers.remove(source);
    }

    private void look() {
        if (asking || followers.isEmpty()) {
            return;
        }
        asking = true;
        Future<Map<Integer, Applied>> answer =
                Future.succeededFuture().compose(start -> held.applied(followers.keySet()));
        TimeLimit.on(loop, answer, PollerLimits.APPLIED_LOOK).onComplete(this::tell);
    }

    private void tell(AsyncResult<Map<Integer, Applied>> answer) {
        asking = false;
        if (answer.succeeded()) {
            answer.result()
                    .forEach(
                            (source, applied) -> {
                                Consumer<Applied> follower = followers.get(source);
                                if (follower != null) {
                                    follower.accept(applied);
                                }
                            });
        }
    }
}

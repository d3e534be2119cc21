package io.freshet.poller.time;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A Vert.x context of its own as a loop, and this machine's clocks. */
public final class VertxEventLoop implements EventLoop {

    private final Vertx vertx;
    private final Context context;

    public VertxEventLoop(Vertx vertx) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
    }

    /** Timers whose tasks run on the context that sets them. */
    public static Timers timersOfCaller(Vertx vertx) {
        return (delayMillis, task) -> {
            long id = vertx.setTimer(Math.max(1, delayMillis), fired -> task.run());
            return () -> vertx.cancelTimer(id);
        };
    }

    @Override
    public void execute(Runnable task) {
        context.runOnContext(ignored -> task.run());
    }

    @Override
    public Timer after(long delayMillis, Runnable task) {
        long id = vertx.setTimer(Math.max(1, delayMillis), fired -> execute(task));
        return () -> vertx.cancelTimer(id);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long wallMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}

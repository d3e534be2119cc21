package io.freshet.charts.time;

import io.vertx.core.Vertx;

/** The event loop that calls: what is to be run later runs on the caller's context. */
public final class VertxTimer implements LoopTimer {

    private final Vertx vertx;

    /**
     * @param vertx runs the tasks
     */
    public VertxTimer(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void after(long millis, Runnable task) {
        vertx.setTimer(millis, timer -> task.run());
    }

    @Override
    public void next(Runnable task) {
        vertx.runOnContext(ignored -> task.run());
    }
}

package io.freshet.poller.tail;

import io.vertx.core.Future;
import java.time.Duration;

/** After a failure: waits before another state is tried. */
final class Waiting implements WorkerState {

    private final TailedSource source;
    private final long millis;
    private final WorkerState next;

    Waiting(TailedSource source, long millis, WorkerState next) {
        this.source = source;
        this.millis = millis;
        this.next = next;
    }

    @Override
    public Future<WorkerState> step() {
        return new Sleep(source.loop()).start(millis).map(next);
    }

    @Override
    public Duration limit() {
        return Duration.ofMillis(millis).plusSeconds(1);
    }

    @Override
    public WorkerState failed(Throwable error) {
        return next;
    }

    @Override
    public void abandon() {
        next.abandon();
    }
}

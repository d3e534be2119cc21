package io.freshet.poller.tail;

import io.freshet.poller.time.EventLoop;
import io.freshet.poller.time.TimeLimit;
import io.freshet.poller.warehouse.Applied;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Tails one source for as long as this poller owns it, from one {@link WorkerState} to the next.
 * All of it runs on a loop of its own, so that sources never wait for each other. Whatever happens
 * in a state, also what nobody foresaw, leads to another state.
 */
public final class SourceWorker {

    private final EventLoop loop;
    private final AppliedWatch applied;
    private final Runnable forget;
    private final TailedSource source;
    private WorkerState state;
    private boolean stopped;

    /**
     * @param forget called when the worker has stopped: nothing is told of the source any more
     */
    SourceWorker(TailedSource source, AppliedWatch applied, Runnable forget) {
        this.loop = source.loop();
        this.source = source;
        this.applied = applied;
        this.forget = forget;
        this.state = new Connecting(source, Optional.empty());
    }

    /**
     * Starts.
     *
     * @param delayMillis when, so that many sources do not poll in step
     */
    void start(long delayMillis) {
        applied.follow(source.owned().id(), found -> loop.execute(() -> take(found)));
        loop.after(delayMillis, this::run);
    }

    /** Stops tailing; what is under way ends by itself and is not taken in. Any thread. */
    public void stop() {
        loop.execute(
                () -> {
                    stopped = true;
                    applied.leave(source.owned().id());
                    state.abandon();
                    source.status().silence();
                    forget.run();
                });
    }

    private void take(Applied found) {
        source.status().applied(found);
    }

    private void run() {
        if (stopped) {
            return;
        }
        WorkerState current = state;
        Future<WorkerState> step;
        try {
            step = TimeLimit.on(loop, current.step(), current.limit());
        } catch (RuntimeException e) {
            step = Future.failedFuture(e);
        }
        step.onComplete(result -> loop.execute(() -> done(current, result)));
    }

    private void done(WorkerState current, AsyncResult<WorkerState> result) {
        if (stopped) {
            if (result.succeeded()) {
                result.result().abandon();
            }
            return;
        }
        state = result.succeeded() ? result.result() : current.failed(result.cause());
        source.status().tell();
        run();
    }

    /** What the worker is doing, for tests. */
    WorkerState state() {
        return state;
    }
}

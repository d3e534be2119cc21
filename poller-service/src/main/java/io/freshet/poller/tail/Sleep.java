package io.freshet.poller.tail;

import io.freshet.poller.time.EventLoop;
import io.freshet.poller.time.Timers.Timer;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** A pause that can be ended early. To be used from one loop. */
final class Sleep {

    private final EventLoop loop;
    private Promise<Void> sleeping;
    private Timer timer;

    Sleep(EventLoop loop) {
        this.loop = loop;
    }

    /** Completes in so many milliseconds, or when woken. */
    Future<Void> start(long millis) {
        Promise<Void> promise = Promise.promise();
        sleeping = promise;
        timer = loop.after(millis, promise::tryComplete);
        return promise.future();
    }

    /** Ends the pause, if there is one. */
    void wake() {
        if (sleeping != null) {
            timer.cancel();
            Promise<Void> promise = sleeping;
            sleeping = null;
            promise.tryComplete();
        }
    }
}

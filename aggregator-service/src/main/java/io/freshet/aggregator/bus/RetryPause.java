package io.freshet.aggregator.bus;

import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.runtime.retry.Backoff;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Spaces out attempts at something that fails for now, and says so without flooding the log. For
 * one thread.
 */
final class RetryPause {

    /** Lets a number of milliseconds pass. */
    interface Sleeper {
        void sleep(long millis) throws InterruptedException;
    }

    private final Logger log;
    private final String what;
    private final Backoff backoff;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private final Runnable failed;
    private boolean failing;
    private boolean said;
    private long failingSince;
    private long saidAt;

    /**
     * @param what is tried, as in "applying changes of partition 2"
     */
    RetryPause(Logger log, String what) {
        this(log, what, () -> {});
    }

    /**
     * @param failed is told of each failure
     */
    RetryPause(Logger log, String what, Runnable failed) {
        this(
                log,
                what,
                failed,
                new Backoff(AggregatorLimits.SHORTEST_RETRY, AggregatorLimits.LONGEST_RETRY),
                System::nanoTime,
                TimeUnit.MILLISECONDS::sleep);
    }

    RetryPause(
            Logger log,
            String what,
            Runnable failed,
            Backoff backoff,
            LongSupplier nanoTime,
            Sleeper sleeper) {
        this.failed = failed;
        this.log = log;
        this.what = what;
        this.backoff = backoff;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
    }

    /** Waits before the next attempt: longer each time, with jitter so that replicas spread. */
    void afterFailure(Throwable failure) throws InterruptedException {
        failed.run();
        long now = nanoTime.getAsLong();
        if (!failing) {
            failing = true;
            failingSince = now;
        }
        if (!said || now - saidAt > AggregatorLimits.BETWEEN_MESSAGES.toNanos()) {
            log.warnf("%s fails, will be tried again: %s", what, text(failure));
            said = true;
            saidAt = now;
        }
        sleeper.sleep(backoff.nextMillis());
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** How long it has been failing; zero where the last attempt went well. */
    Duration failing() {
        return failing ? Duration.ofNanos(nanoTime.getAsLong() - failingSince) : Duration.ZERO;
    }

    /** Notes that an attempt went well. */
    void afterSuccess() {
        if (failing) {
            log.infof("%s works again, after %d s", what, failing().toSeconds());
            failing = false;
            said = false;
            backoff.reset();
        }
    }
}

package io.freshet.aggregator.bus;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Spaces out attempts at something that fails for now, and says so without flooding the log. For
 * one thread.
 */
final class RetryPause {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(30);

    private final Logger log;
    private final String what;
    private Duration pause = SHORTEST;
    private long failingSince;
    private long saidAt;

    /**
     * @param what is tried, as in "applying changes of partition 2"
     */
    RetryPause(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** Waits before the next attempt: longer each time, with jitter so that replicas spread. */
    void afterFailure(Throwable failure) throws InterruptedException {
        long now = System.nanoTime();
        if (failingSince == 0) {
            failingSince = now;
        }
        if (saidAt == 0 || now - saidAt > BETWEEN_MESSAGES.toNanos()) {
            log.warnf("%s fails, will be tried again: %s", what, text(failure));
            saidAt = now;
        }
        long millis = pause.toMillis();
        Thread.sleep(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** How long it has been failing; zero where the last attempt went well. */
    Duration failing() {
        return failingSince == 0
                ? Duration.ZERO
                : Duration.ofNanos(System.nanoTime() - failingSince);
    }

    /** Notes that an attempt went well. */
    void afterSuccess() {
        if (failingSince != 0) {
            log.infof("%s works again, after %d s", what, failing().toSeconds());
            failingSince = 0;
            saidAt = 0;
            pause = SHORTEST;
        }
    }
}

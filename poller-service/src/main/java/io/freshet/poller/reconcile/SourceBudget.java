package io.freshet.poller.reconcile;

import io.freshet.configuration.SourceConfig.SweepConfig;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.status.TimeShare;
import io.freshet.poller.time.EventLoop;
import io.freshet.warehouse.layout.Home;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What reconciliation may cost one source: all its tables draw on one bucket, repairs included. To
 * be used from the source's loop.
 */
public final class SourceBudget {

    private final SweepConfig shares;
    private final EventLoop loop;
    private final TimeShare told;
    private final TokenBucket bucket;
    private final Map<String, PassSchedule> schedules = new LinkedHashMap<>();

    /**
     * @param told hears of all that the source worked
     */
    public SourceBudget(SweepConfig shares, EventLoop loop, TimeShare told) {
        this.shares = shares;
        this.loop = loop;
        this.told = told;
        this.bucket = new TokenBucket(loop.millis());
    }

    /**
     * The schedule of a table of which nothing is known; it replaces the one that there was.
     *
     * @param home what the table's keys are
     */
    PassSchedule schedule(String table, Home home) {
        PassSchedule schedule = new PassSchedule(shares, home, this::isSmall);
        schedules.put(table, schedule);
        return schedule;
    }

    /** Whether one pass over all tables together costs so little that they are small. */
    private boolean isSmall() {
        return cost() < PassSchedule.SMALL_PASS_MICROS;
    }

    private long cost() {
        return schedules.values().stream().mapToLong(PassSchedule::cost).sum();
    }

    /**
     * How long after a pass over a table begins the next one is complete at the latest, where
     * source and warehouse answer: milliseconds. At rest a table waits for a pass as long as passes
     * over all tables may then take.
     */
    long promisedMillis() {
        double percent = shares.idlePercent() * PassSchedule.AT_REST;
        double passesMillis = cost() / 1_000.0 * 100 / percent;
        return PollerLimits.PROOF_SLACK.toMillis()
                + (long) Math.ceil(2 * Math.max(PassSchedule.SMALL_INTERVAL_MILLIS, passesMillis));
    }

    long millisUntilStep() {
        long now = loop.millis();
        double share =
                schedules.values().stream()
                        .mapToDouble(schedule -> schedule.share(now))
                        .max()
                        .orElse(0);
        bucket.fillWith(share, now);
        return bucket.millisUntilFilled(now);
    }

    /** The source has worked for reconciliation for so many microseconds. */
    void spent(long micros) {
        bucket.charge(micros);
        told.spent(micros, loop.nanoTime());
    }

    /** The source has worked for so many microseconds for a poll, which costs whatever it does. */
    public void polled(long micros) {
        told.spent(micros, loop.nanoTime());
    }
}

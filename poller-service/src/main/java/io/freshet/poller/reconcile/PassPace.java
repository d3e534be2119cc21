package io.freshet.poller.reconcile;

import io.freshet.configuration.SourceConfig.SweepConfig;
import io.freshet.poller.source.Hints;
import io.freshet.poller.status.TimeShare;
import io.freshet.poller.time.EventLoop;

/** When the next step of a pass may be done, by hints and by what was spent. Not thread-safe. */
final class PassPace {

    private final EventLoop loop;
    private final PassSchedule schedule;
    private final TokenBucket bucket;
    private final TimeShare share;
    private Hints hints;
    private boolean replaced;
    private boolean resetting;

    /**
     * @param share told of all that is spent
     */
    PassPace(SweepConfig shares, EventLoop loop, TimeShare share) {
        this.loop = loop;
        this.share = share;
        this.schedule = new PassSchedule(shares);
        this.bucket = new TokenBucket(loop.millis());
    }

    /** Takes in hints; true where the table was emptied or replaced since the last ones. */
    boolean look(Hints seen, boolean grown) {
        long now = loop.millis();
        boolean isReplaced = hints != null && seen.replacedSince(hints);
        if (isReplaced) {
            replaced = true;
            schedule.urgent(now);
        } else if (hints != null && seen.movedSince(hints)) {
            schedule.hint(now);
        }
        if (grown || !seen.counted()) {
            schedule.active(now);
        }
        hints = seen;
        return isReplaced;
    }

    /** Something was found changed: most likely there is more. */
    void foundChange() {
        schedule.hint(loop.millis());
    }

    long millisUntilPass() {
        return Math.max(0, schedule.millisUntilPass(loop.millis()));
    }

    long millisUntilStep() {
        long now = loop.millis();
        bucket.fillWith(schedule.share(now), now);
        return bucket.millisUntilFilled(now);
    }

    void spent(long micros) {
        bucket.charge(micros);
        share.spent(micros, loop.nanoTime());
        schedule.spent(micros);
    }

    /** A pass begins. */
    void passBegins() {
        schedule.passBegins(loop.millis());
        resetting = replaced;
        replaced = false;
    }

    void passEnds() {
        schedule.passEnds();
        resetting = false;
    }

    /** Whether the table was emptied or replaced and no pass since has taken that in. */
    boolean isResetting() {
        return resetting || replaced;
    }
}

package io.freshet.poller.reconcile;

import io.freshet.poller.source.Hints;
import io.freshet.poller.table.TableState;
import io.freshet.poller.time.EventLoop;

/** When the next step of a pass may be done, by hints and by what was spent. Not thread-safe. */
final class PassPace {

    private final EventLoop loop;
    private final SourceBudget budget;
    private final PassSchedule schedule;
    private Hints hints;
    private boolean replaced;
    private boolean resetting;

    PassPace(SourceBudget budget, TableState table, EventLoop loop) {
        this.loop = loop;
        this.budget = budget;
        this.schedule = budget.schedule(table.id().table(), table.home());
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

    /** The next pass begins at once. */
    void again() {
        schedule.urgent(loop.millis());
    }

    /** See {@link PassSchedule#millisUntilPass}; at least 0. */
    long millisUntilPass(boolean tellsWritten) {
        return Math.max(0, schedule.millisUntilPass(loop.millis(), tellsWritten));
    }

    /** See {@link PassSchedule#isWholeDue}. */
    boolean isWholeDue() {
        return schedule.isWholeDue(loop.millis());
    }

    long millisUntilStep() {
        return budget.millisUntilStep();
    }

    void spent(long micros) {
        budget.spent(micros);
        schedule.spent(micros);
    }

    /** See {@link PassSchedule#passBegins}. */
    void passBegins(boolean whole) {
        schedule.passBegins(loop.millis(), whole);
        resetting = replaced;
        replaced = false;
    }

    void passEnds() {
        schedule.passEnds();
        resetting = false;
    }

    /** Within how many milliseconds of a proof the next one is promised. */
    long promisedMillis() {
        return budget.promisedMillis();
    }

    /** Whether the table was emptied or replaced and no pass since has taken that in. */
    boolean isResetting() {
        return resetting || replaced;
    }
}

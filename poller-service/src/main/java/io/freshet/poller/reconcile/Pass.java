package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.reconcile.StretchComparison.Emptied;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.warehouse.layout.Home;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One pass over a table. Each step is one statement at the source, between polls; the warehouse is
 * asked meanwhile. To be used from the source's loop.
 */
final class Pass {

    /** What becomes of a pass. */
    interface Listener {

        /** A step can be done that could not before. */
        void wake();

        /** Everything was found equal, or was repaired, or left to polls. */
        void complete();

        /** It cannot be gone on with; a new one should begin at once. */
        void again();

        /** The warehouse did not answer, or as it should not. */
        void failed(Throwable error);
    }

    private final Comparisons by;
    private final PassPace pace;
    private final StretchFindings findings;
    private final boolean whole;
    private final long end;
    private final Listener listener;

    private PassStep step = new PassStep.Beginning();
    private KeyRange stretch = KeyRange.ALL;
    private boolean over;

    /**
     * @param whole whether it does more than look at what was written since the one before
     * @param end the highest key that is compared
     */
    Pass(Comparisons by, PassPace pace, Home home, boolean whole, long end, Listener listener) {
        this.by = by;
        this.pace = pace;
        this.findings = new StretchFindings(home);
        this.whole = whole;
        this.end = end;
        this.listener = listener;
    }

    boolean isWhole() {
        return whole;
    }

    /** Whether it compares all keys. */
    boolean isOverAll() {
        return end == Long.MAX_VALUE;
    }

    /**
     * Whether nothing can be asked of the source until the warehouse or the source has answered.
     */
    boolean isAsking() {
        return step instanceof PassStep.Asking;
    }

    /** What it is answered from now on does not matter any more. */
    void end() {
        over = true;
    }

    /** Does the next step. */
    Future<Void> step(SourceTable table) {
        PassStep next = step;
        if (next instanceof PassStep.Beginning) {
            first();
            return Future.succeededFuture();
        }
        if (next instanceof PassStep.Looking looking) {
            return look(table, looking);
        }
        if (next instanceof PassStep.Summing summing) {
            return sum(table, summing);
        }
        if (next instanceof PassStep.Scanning) {
            return scan(table);
        }
        if (next instanceof PassStep.Clearing clearing) {
            return clear(table, clearing.emptied());
        }
        if (next instanceof PassStep.Digesting digesting) {
            return digest(table, digesting.ranges());
        }
        return next instanceof PassStep.Repairing repairing
                ? repair(table, repairing)
                : Future.succeededFuture();
    }

    private void first() {
        by.marks().begin();
        if (by.scans().isNeeded()) {
            by.scans().begin();
            go(new PassStep.Scanning());
        } else if (end == Long.MIN_VALUE) {
            listener.complete();
        } else {
            askFrom(Long.MIN_VALUE);
        }
    }

    private void askFrom(long low) {
        step = new PassStep.Asking();
        StretchWalk walk = whole ? by.stretches().walk() : by.written().walk();
        whenAnswered(
                walk.held(low, end),
                answer -> {
                    stretch = walk.next(low, answer, end);
                    go(
                            whole
                                    ? new PassStep.Summing(stretch, answer)
                                    : new PassStep.Looking(stretch, answer));
                });
    }

    private Future<Void> look(SourceTable table, PassStep.Looking looking) {
        step = new PassStep.Asking();
        return by.written()
                .compare(table, looking.stretch(), looking.held())
                .map(
                        pending ->
                                whenAnswered(
                                        pending,
                                        found ->
                                                found.ifPresentOrElse(
                                                        this::differ, () -> go(looking.summing()))))
                .recover(error -> sumInstead(looking, error));
    }

    /** What cannot be looked at in time is summed up, which knows how to go on with less. */
    private Future<Void> sumInstead(PassStep.Looking looking, Throwable error) {
        return tooSlow(error, () -> go(looking.summing()));
    }

    private Future<Void> sum(SourceTable table, PassStep.Summing summing) {
        step = new PassStep.Asking();
        return by.stretches()
                .compare(table, summing.stretch(), end, summing.held())
                .map(pending -> whenAnswered(pending, this::take))
                .recover(this::retry);
    }

    /** A stretch that takes too long is tried again, shorter. */
    private Future<Void> retry(Throwable error) {
        return tooSlow(error, () -> askFrom(stretch.low()));
    }

    private Future<Void> tooSlow(Throwable error, Runnable then) {
        if (!SourceProblem.isTooSlow(error)) {
            return Future.failedFuture(error);
        }
        unlessOver(
                () -> {
                    pace.spent(PollerLimits.TOO_SLOW_MICROS);
                    then.run();
                });
        return Future.succeededFuture();
    }

    private Future<Void> scan(SourceTable table) {
        return by.scans()
                .step(table)
                .onSuccess(all -> all.ifPresent(compared -> unlessOver(() -> scanned(compared))))
                .mapEmpty();
    }

    private void scanned(Future<StretchComparison> compared) {
        step = new PassStep.Asking();
        whenAnswered(compared, this::take);
    }

    private void take(StretchComparison comparison) {
        stretch = comparison.stretch();
        by.rows().memory().equalBut(stretch, comparison.all());
        findings.add(comparison);
        goOn();
    }

    /** The next thing to do about the stretch; after the last one the next stretch. */
    private void goOn() {
        Optional<PassStep> next = findings.next();
        if (next.isPresent()) {
            go(next.get());
        } else if (stretch.high() < end) {
            askFrom(stretch.high() + 1);
        } else {
            listener.complete();
        }
    }

    private Future<Void> clear(SourceTable table, Emptied cleared) {
        if (by.rows().clear(table, cleared)) {
            goOn();
        } else if (cleared.rows() <= PollerLimits.GONE_RANGE_ROWS) {
            findings.compareRows(cleared);
            goOn();
        } else {
            // Too many to be compared row by row: the table as it is now is compared anew.
            listener.again();
        }
        return Future.succeededFuture();
    }

    private Future<Void> digest(SourceTable table, List<KeyRange> ranges) {
        step = new PassStep.Asking();
        return by.rows().compare(table, ranges).map(pending -> whenAnswered(pending, this::differ));
    }

    private void differ(RowDifference difference) {
        PassStep.Repairing repairing = by.rows().plan(difference);
        if (repairing.isDone()) {
            goOn();
        } else {
            go(repairing);
        }
    }

    private Future<Void> repair(SourceTable table, PassStep.Repairing repairing) {
        return by.rows()
                .repair(table, repairing)
                .onSuccess(
                        done -> {
                            if (repairing.isDone()) {
                                unlessOver(this::goOn);
                            }
                        });
    }

    private void go(PassStep next) {
        step = next;
        listener.wake();
    }

    private <T> Void whenAnswered(Future<T> answer, Consumer<T> then) {
        answer.<Void>map(
                        found -> {
                            unlessOver(() -> then.accept(found));
                            return null;
                        })
                .onFailure(error -> unlessOver(() -> listener.failed(error)));
        return null;
    }

    private void unlessOver(Runnable then) {
        if (!over) {
            then.run();
        }
    }
}

package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.publish.EpochFailure;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.source.RangeSums;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.table.RangeSum;
import io.freshet.poller.table.TableState;
import io.freshet.poller.warehouse.HeldSums;
import io.vertx.core.Future;

/** Finds out which ranges of a stretch differ. To be used from the source's loop. */
final class StretchReconciliation {

    private final TableState state;
    private final EpochPublisher publisher;
    private final HeldRanges held;
    private final StretchWalk walk;
    private final WriteMarks marks;

    StretchReconciliation(
            TableState state,
            EpochPublisher publisher,
            HeldRanges held,
            PassPace pace,
            WriteMarks marks) {
        this.state = state;
        this.publisher = publisher;
        this.held = held;
        this.marks = marks;
        this.walk = new StretchWalk(held, pace, state.home());
    }

    /** How it goes over the table. */
    StretchWalk walk() {
        return walk;
    }

    /**
     * Compares a stretch. Where the source has no row in it, it reaches to the source's next row,
     * as far as the pass goes: so a table that was emptied is compared in one step.
     *
     * @param end the highest key that is to be compared in this pass
     * @param before what the warehouse held of the stretch before
     * @return completes when the source has answered; what it completes with completes when the
     *     warehouse has, too
     */
    Future<Future<StretchComparison>> compare(
            SourceTable table, KeyRange stretch, long end, HeldSums before) {
        long published = publisher.lastPublished().sequence();
        state.recent().begin(published);
        return table.sumRanges(stretch)
                .onFailure(error -> walk.failed())
                .compose(
                        sums -> {
                            marks.note(sums.mark());
                            spent(sums);
                            return isEmptied(stretch, sums, before)
                                    ? empty(table, stretch, end)
                                            .map(whole -> compareEmpty(whole, sums, published))
                                    : Future.succeededFuture(
                                            compareFilled(stretch, sums, before, published));
                        });
    }

    private void spent(RangeSums sums) {
        long rows = sums.byRange().values().stream().mapToLong(RangeSum::rows).sum();
        walk.spent(sums.costMicros(), rows, sums.byRange().size());
    }

    private boolean isEmptied(KeyRange stretch, RangeSums sums, HeldSums before) {
        return sums.byPart().isEmpty() && !before.within(stretch, state.home()).isEmpty();
    }

    /** All ranges without rows in the source from the lowest key of a stretch on. */
    private Future<KeyRange> empty(SourceTable table, KeyRange stretch, long end) {
        if (stretch.high() >= end) {
            return Future.succeededFuture(stretch);
        }
        return table.lowestKey(stretch.high() + 1)
                .map(
                        next -> {
                            long high = next.isEmpty() ? end : below(next.getAsLong());
                            return new KeyRange(
                                    stretch.low(), Math.max(stretch.high(), Math.min(end, high)));
                        });
    }

    /** The highest key below the range that holds a key. */
    private long below(long key) {
        return state.home().lowestKey(state.home().numberOf(key)) - 1;
    }

    private Future<StretchComparison> compareEmpty(KeyRange empty, RangeSums sums, long published) {
        return held.of(empty, PollerLimits.EMPTIED_RANGES, published)
                .map(answer -> compareEmpty(empty, sums, answer));
    }

    private StretchComparison compareEmpty(KeyRange empty, RangeSums sums, HeldSums answer) {
        boolean cut = answer.byNumber().size() >= PollerLimits.EMPTIED_RANGES;
        long high = cut ? state.home().highestKey(answer.byNumber().lastKey()) : empty.high();
        KeyRange stretch = new KeyRange(empty.low(), high);
        boolean nothingLeft = stretch.equals(KeyRange.ALL);
        return compare(
                stretch, sums, answer, nothingLeft ? Long.MAX_VALUE : PollerLimits.GONE_RANGE_ROWS);
    }

    private Future<StretchComparison> compareFilled(
            KeyRange stretch, RangeSums sums, HeldSums before, long published) {
        return heldAfter(stretch, before, published)
                .map(answer -> compare(stretch, sums, answer, PollerLimits.GONE_RANGE_ROWS))
                .compose(whole -> narrow(whole, sums, published));
    }

    /** What was held before still is all that is published, or the warehouse is asked again. */
    Future<HeldSums> heldAfter(KeyRange stretch, HeldSums before, long published) {
        return before.applied().sequence() == published
                ? Future.succeededFuture(before)
                : held.of(stretch, Integer.MAX_VALUE, published);
    }

    private StretchComparison compare(
            KeyRange stretch, RangeSums sums, HeldSums answer, long mostEmptied) {
        checkRecent();
        return StretchComparison.of(
                state.home(), stretch, sums.byRange(), answer, state.recent(), mostEmptied);
    }

    private Future<StretchComparison> narrow(
            StretchComparison whole, RangeSums sums, long published) {
        PartComparison parts = new PartComparison(state.home(), whole, sums);
        if (parts.ranges().isEmpty()) {
            return Future.succeededFuture(whole);
        }
        return held.partsOf(parts.ranges(), published)
                .map(
                        answer -> {
                            checkRecent();
                            return parts.narrow(answer, state.recent());
                        });
    }

    private void checkRecent() {
        if (state.recent().isTooMuch()) {
            throw new EpochFailure("more rows came in than a comparison can tell apart");
        }
    }
}

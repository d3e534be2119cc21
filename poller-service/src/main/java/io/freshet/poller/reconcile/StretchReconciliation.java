package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.publish.EpochFailure;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.source.RangeSums;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.table.RangeSum;
import io.freshet.poller.table.TableState;
import io.freshet.poller.warehouse.HeldRanges;
import io.freshet.poller.warehouse.HeldState;
import io.freshet.poller.warehouse.OwnedSource;
import io.vertx.core.Future;

/** Finds out which ranges of a stretch differ. To be used from the source's loop. */
final class StretchReconciliation {

    private final OwnedSource source;
    private final TableState state;
    private final EpochPublisher publisher;
    private final HeldState held;
    private final HeldQuestion question;
    private final PassPace pace;
    private final StretchSize size;

    StretchReconciliation(
            OwnedSource source,
            TableState state,
            EpochPublisher publisher,
            HeldState held,
            HeldQuestion question,
            PassPace pace) {
        this.source = source;
        this.state = state;
        this.publisher = publisher;
        this.held = held;
        this.question = question;
        this.pace = pace;
        this.size = new StretchSize(state.home());
    }

    /** What the warehouse holds of the next stretch, and perhaps of what follows it. */
    Future<HeldRanges> held(long low, long end) {
        return ask(low, end, size.ranges(), 0);
    }

    private Future<HeldRanges> ask(long low, long end, int most, long sequence) {
        long first = state.home().numberOf(low);
        long last = state.home().numberOf(end);
        return question.ask(
                () -> held.ranges(source, state.id(), first, last, most),
                HeldRanges::applied,
                sequence);
    }

    /** The next stretch. */
    KeyRange next(long low, HeldRanges answer, long end) {
        return size.stretch(low, answer.byRange(), end);
    }

    /**
     * Compares a stretch.
     *
     * @param before what the warehouse held of it before
     * @return completes when the source has answered; what it completes with completes when the
     *     warehouse has, too
     */
    Future<Future<StretchComparison>> compare(
            SourceTable table, KeyRange stretch, HeldRanges before) {
        long published = publisher.lastPublished().sequence();
        state.recent().begin(published);
        return table.sumRanges(stretch)
                .onFailure(error -> size.failed())
                .map(
                        sums -> {
                            spent(sums);
                            return heldAfter(stretch, before, published)
                                    .map(answer -> compare(stretch, sums, answer));
                        });
    }

    private void spent(RangeSums sums) {
        pace.spent(sums.costMicros());
        long rows = sums.byRange().values().stream().mapToLong(RangeSum::rows).sum();
        size.took(sums.costMicros(), rows, sums.byRange().size());
    }

    /** What was held before still is all that is published, or the warehouse is asked again. */
    private Future<HeldRanges> heldAfter(KeyRange stretch, HeldRanges before, long published) {
        return before.applied().sequence() == published
                ? Future.succeededFuture(before)
                : ask(stretch.low(), stretch.high(), Integer.MAX_VALUE, published);
    }

    private StretchComparison compare(KeyRange stretch, RangeSums sums, HeldRanges answer) {
        if (state.recent().isTooMuch()) {
            throw new EpochFailure("more rows came in than a comparison can tell apart");
        }
        return StretchComparison.of(
                state.home(),
                stretch,
                sums.byRange(),
                answer,
                state.recent(),
                PollerLimits.GONE_RANGE_ROWS);
    }
}

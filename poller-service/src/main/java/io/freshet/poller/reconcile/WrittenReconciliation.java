package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.source.WrittenRows;
import io.freshet.poller.table.RangeSum;
import io.freshet.poller.table.TableState;
import io.freshet.poller.warehouse.HeldSums;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a stretch by what was written to it since the last pass that found all equal. A row that
 * was there then and was not written since is as it was; so where those that were written are held
 * as they are, and as many rows are held as there are, all are the same. To be used from the
 * source's loop.
 */
final class WrittenReconciliation {

    private final TableState state;
    private final EpochPublisher publisher;
    private final StretchReconciliation stretches;
    private final StretchWalk walk;
    private final WriteMarks marks;
    private final RowReconciliation rows;

    WrittenReconciliation(
            TableState state,
            EpochPublisher publisher,
            StretchReconciliation stretches,
            StretchWalk walk,
            WriteMarks marks,
            RowReconciliation rows) {
        this.state = state;
        this.publisher = publisher;
        this.stretches = stretches;
        this.walk = walk;
        this.marks = marks;
        this.rows = rows;
    }

    /** How it goes over the table. */
    StretchWalk walk() {
        return walk;
    }

    /**
     * Compares a stretch.
     *
     * @param before what the warehouse held of the stretch before
     * @return completes when the source has answered; what it completes with completes when the
     *     warehouse has, too: with nothing where the stretch has to be summed up
     */
    Future<Future<Optional<RowDifference>>> compare(
            SourceTable table, KeyRange stretch, HeldSums before) {
        long published = publisher.lastPublished().sequence();
        state.recent().begin(published);
        return table.written(stretch, marks.since().orElseThrow(), PollerLimits.WRITTEN_ROWS)
                .onFailure(error -> walk.failed())
                .map(
                        found -> {
                            marks.note(Optional.of(found.mark()));
                            walk.spent(found.costMicros(), found.rows(), 0);
                            return found.complete()
                                    ? compare(found, stretch, before, published)
                                    : Future.succeededFuture(Optional.empty());
                        });
    }

    private Future<Optional<RowDifference>> compare(
            WrittenRows found, KeyRange stretch, HeldSums before, long published) {
        Map<Long, Long> there = rows.seen(found.byKey());
        long seen = found.rows() - (found.byKey().size() - there.size());
        return stretches
                .heldAfter(stretch, before, published)
                .compose(
                        answer ->
                                rows.compare(there, published)
                                        .map(
                                                difference ->
                                                        explained(
                                                                difference,
                                                                rowsIn(stretch, answer),
                                                                seen)));
    }

    /** What differs, where nothing else can: with what is to be added as many rows are held. */
    private static Optional<RowDifference> explained(
            RowDifference difference, long held, long seen) {
        return held + difference.fresh().size() == seen
                ? Optional.of(difference)
                : Optional.empty();
    }

    /** How many rows were held of those that had been published when the source was asked. */
    private long rowsIn(KeyRange stretch, HeldSums answer) {
        long held =
                answer.within(stretch, state.home()).values().stream()
                        .mapToLong(RangeSum::rows)
                        .sum();
        return held - state.recent().rowsUpTo(answer.applied().sequence(), stretch);
    }
}

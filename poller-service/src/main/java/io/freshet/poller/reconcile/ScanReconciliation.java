package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.source.BlockSums;
import io.freshet.poller.source.Blocks;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.table.RangeSum;
import io.freshet.poller.table.TableState;
import io.freshet.warehouse.layout.Home;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out which ranges of a table differ whose keys are hashes. No index knows those, so the
 * source goes through the whole table, some blocks at a time; then all ranges are compared at once.
 *
 * <p>A row that moves to another block meanwhile may be summed up twice or not at all, so a
 * difference means that the rows of its range have to be looked at, and no more. That all is equal
 * is certain all the same: then each row was once, since this began, as it is held. To be used from
 * the source's loop.
 */
final class ScanReconciliation {

    private final TableState state;
    private final EpochPublisher publisher;
    private final HeldRanges held;
    private final PassPace pace;
    private final BlockSize size = new BlockSize();
    private final Map<Long, RangeSum> sums = new HashMap<>();
    private long next;

    ScanReconciliation(TableState state, EpochPublisher publisher, HeldRanges held, PassPace pace) {
        this.state = state;
        this.publisher = publisher;
        this.held = held;
        this.pace = pace;
    }

    /** Whether the table has to be compared so. */
    boolean isNeeded() {
        return state.home() == Home.HASH;
    }

    /** Begins anew. */
    void begin() {
        sums.clear();
        next = 0;
        state.recent().begin(publisher.lastPublished().sequence());
    }

    /**
     * Has the source sum up the next blocks.
     *
     * @return completes when the source has answered, with nothing while there are more blocks;
     *     what it completes with then completes when the warehouse has answered, too
     */
    Future<Optional<Future<StretchComparison>>> step(SourceTable table) {
        Blocks blocks = size.from(next);
        return table.sumBlocks(blocks)
                .compose(answer -> taken(table, blocks, answer))
                .recover(error -> smaller(error));
    }

    private Future<Optional<Future<StretchComparison>>> smaller(Throwable error) {
        if (!SourceProblem.isTooSlow(error) || !size.shrink()) {
            return Future.failedFuture(error);
        }
        pace.spent(PollerLimits.TOO_SLOW_MICROS);
        return Future.succeededFuture(Optional.empty());
    }

    private Future<Optional<Future<StretchComparison>>> taken(
            SourceTable table, Blocks blocks, BlockSums answer) {
        pace.spent(answer.costMicros());
        answer.byRange().forEach((range, sum) -> sums.merge(range, sum, RangeSum::plus));
        next = blocks.behind();
        if (next < answer.blocks()) {
            size.took(answer.costMicros());
            return Future.succeededFuture(Optional.empty());
        }
        sums.values().removeIf(RangeSum.NONE::equals);
        return sums.isEmpty() ? emptied(table) : Future.succeededFuture(Optional.of(compare()));
    }

    /** Whether there really is no row: a single one may have moved about. */
    private Future<Optional<Future<StretchComparison>>> emptied(SourceTable table) {
        long published = publisher.lastPublished().sequence();
        state.recent().begin(published);
        return table.sumRanges(KeyRange.ALL)
                .map(
                        now -> {
                            pace.spent(now.costMicros());
                            sums.putAll(now.byRange());
                            return Optional.of(compare());
                        });
    }

    private Future<StretchComparison> compare() {
        return held.of(KeyRange.ALL, Integer.MAX_VALUE, publisher.lastPublished().sequence())
                .map(
                        answer ->
                                StretchComparison.ofScan(
                                        state.home(), sums, answer, state.recent()));
    }
}

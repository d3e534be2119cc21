package io.freshet.launcher.check;

import io.freshet.events.KeyRange;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.table.RangeSum;
import io.freshet.warehouse.layout.Home;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * Sums up a whole table of a source, a stretch of ranges at a time, so that no statement takes
 * long; a stretch that does is halved.
 */
final class TableSums {

    /** Ranges in a stretch: about 200,000 rows where all keys are used. */
    private static final int STRETCH = 200;

    private final SourceTable table;
    private final Home home;
    private final List<Long> ranges;
    private final Map<Long, RangeSum> sums = new HashMap<>();

    /**
     * @param held the numbers of ranges that are known to have rows; others are summed up with
     *     their neighbours
     */
    TableSums(SourceTable table, SortedSet<Long> held) {
        this.table = table;
        this.home = table.definition().home();
        this.ranges = List.copyOf(held);
    }

    /** All ranges of the source that have rows. Fails with {@link SourceProblem}. */
    Future<Map<Long, RangeSum>> all() {
        return from(0).map(done -> sums);
    }

    private Future<Void> from(int first) {
        int next = Math.min(first + STRETCH, ranges.size());
        return stretch(first, next)
                .compose(done -> next < ranges.size() ? from(next) : Future.succeededFuture());
    }

    private Future<Void> stretch(int first, int next) {
        long low = first == 0 ? Long.MIN_VALUE : home.lowestKey(ranges.get(first));
        long high = next == ranges.size() ? Long.MAX_VALUE : home.lowestKey(ranges.get(next)) - 1;
        return table.sumRanges(new KeyRange(low, high))
                .onSuccess(found -> sums.putAll(found.byRange()))
                .<Void>mapEmpty()
                .recover(error -> halves(error, first, next));
    }

    private Future<Void> halves(Throwable error, int first, int next) {
        boolean tooSlow = error instanceof SourceProblem problem && problem.isTooSlow();
        if (!tooSlow || next - first < 2) {
            return Future.failedFuture(error);
        }
        int middle = (first + next) / 2;
        return stretch(first, middle).compose(done -> stretch(middle, next));
    }
}

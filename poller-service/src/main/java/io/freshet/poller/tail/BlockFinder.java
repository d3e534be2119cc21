package io.freshet.poller.tail;

import io.freshet.events.RowBlock;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.source.BlockRows;
import io.freshet.poller.source.Blocks;
import io.freshet.poller.source.RowPage;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds rows of a table whose keys are hashes by where they are stored: all of them where nothing
 * is held yet, then, poll after poll, what was written to the last blocks since. A row that is put
 * elsewhere is missed. What is missed is found by comparing, so only that tells how old the data
 * is.
 */
final class BlockFinder implements RowFinder {

    private boolean loading;
    private boolean over;
    private boolean leftOut;
    private boolean hasReadAll;
    private long next;
    private long last;
    private long blocks = PollerLimits.FIRST_READ_BLOCKS;
    private Optional<String> since = Optional.empty();
    private Optional<String> begun = Optional.empty();
    private Map<Long, Long> given = Map.of();
    private Map<Long, Long> seen = new HashMap<>();

    /**
     * @param loading whether all rows have to be read
     */
    BlockFinder(boolean loading) {
        this.loading = loading;
    }

    @Override
    public Future<RowPage> find(SourceTable table, long readAt) {
        if (over || !table.isInBlocks()) {
            loading = false;
            return Future.succeededFuture(none(table, readAt, false));
        }
        if (!loading && since.isEmpty()) {
            return table.readBlocks(new Blocks(0, 0), since, readAt, 1)
                    .map(
                            answer -> {
                                finished(answer, answer.mark());
                                return none(table, readAt, false);
                            });
        }
        Blocks asked = new Blocks(next, next + blocks);
        return table.readBlocks(asked, since, readAt, PollerLimits.BLOCK_ROWS)
                .map(answer -> take(table, asked, answer))
                .recover(error -> fewer(table, readAt, error));
    }

    private RowPage take(SourceTable table, Blocks asked, BlockRows answer) {
        RowPage page = answer.page();
        if (page.more() && blocks > 1) {
            // Which rows were left out is not known.
            blocks = Math.max(1, blocks / PollerLimits.PAGE_DIVISOR);
            return none(table, page.asOf(), true);
        }
        leftOut |= page.more();
        begun = begun.or(answer::mark);
        RowBlock rows = loading ? page.rows() : fresh(page.rows());
        fit(page.rows());
        next = asked.behind();
        last = answer.blocks();
        boolean more = next < answer.blocks();
        if (!more) {
            finished(answer, begun);
        }
        return new RowPage(rows, more, page.asOf(), page.costMicros());
    }

    /** The last block was reached: what is written from now on is looked for near it. */
    private void finished(BlockRows answer, Optional<String> mark) {
        hasReadAll |= loading && !leftOut;
        loading = false;
        over = mark.isEmpty();
        since = mark;
        begun = Optional.empty();
        next = Math.max(0, answer.blocks() - PollerLimits.LAST_BLOCKS);
        given = seen;
        seen = new HashMap<>();
    }

    /** Without the rows that were given by the way through the last blocks before. */
    private RowBlock fresh(RowBlock rows) {
        int[] fresh =
                IntStream.range(0, rows.size())
                        .filter(
                                row -> {
                                    long digest = rows.digests()[row];
                                    if (seen.size() < PollerLimits.GIVEN_ROWS) {
                                        seen.put(rows.keys()[row], digest);
                                    }
                                    Long before = given.get(rows.keys()[row]);
                                    return before == null || before != digest;
                                })
                        .toArray();
        return fresh.length == rows.size() ? rows : rows.select(fresh);
    }

    /** As many blocks at once as have about as many rows as an event. */
    private void fit(RowBlock rows) {
        if (rows.size() > PollerLimits.EVENT_ROWS) {
            blocks = Math.max(1, blocks / 2);
        } else if (rows.size() < PollerLimits.EVENT_ROWS / 3) {
            blocks = Math.min(PollerLimits.MOST_READ_BLOCKS, blocks * 2);
        }
    }

    /** Blocks that take too long are read a few at a time; one that still does is left out. */
    private Future<RowPage> fewer(SourceTable table, long readAt, Throwable error) {
        if (!SourceProblem.isTooSlow(error)) {
            return Future.failedFuture(error);
        }
        if (blocks == 1) {
            leftOut = true;
            next++;
        }
        blocks = Math.max(1, blocks / PollerLimits.PAGE_DIVISOR);
        return Future.succeededFuture(none(table, readAt, true));
    }

    private static RowPage none(SourceTable table, long readAt, boolean more) {
        RowBlock none = RowBlock.empty(table.definition().columnNames(), readAt);
        return new RowPage(none, more, readAt, 0);
    }

    @Override
    public boolean isLoading() {
        return loading;
    }

    @Override
    public double loaded() {
        return loading && last > 0 ? (double) next / (double) last : Double.NaN;
    }

    @Override
    public boolean hasReadAll() {
        return hasReadAll;
    }

    @Override
    public long asOf(RowPage page, long provenAt) {
        return provenAt;
    }
}

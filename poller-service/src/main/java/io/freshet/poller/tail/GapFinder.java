package io.freshet.poller.tail;

import io.freshet.events.KeyRange;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.source.RowPage;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.table.KeyGaps;
import io.freshet.poller.time.EventLoop;
import io.vertx.core.Future;
import java.util.List;

/** Probes the gaps: what was not seen yet has a key that was not seen yet. */
final class GapFinder implements RowFinder {

    private final KeyGaps gaps;
    private final ProbeBudget probes;
    private final EventLoop loop;
    private boolean full;

    GapFinder(KeyGaps gaps, ProbeBudget probes, EventLoop loop) {
        this.gaps = gaps;
        this.probes = probes;
        this.loop = loop;
    }

    @Override
    public Future<RowPage> find(SourceTable table, long readAt) {
        int most = probes.most();
        int old = probes.old(gaps.old());
        // While more rows wait than a page takes, the open end and the gaps take turns.
        List<KeyRange> due = gaps.toProbe(loop.millis(), most - old, old, !full);
        return table.probe(due, readAt, PollerLimits.EVENT_ROWS).map(page -> take(due, page));
    }

    private RowPage take(List<KeyRange> due, RowPage page) {
        gaps.settle(due, page.rows().keys(), loop.millis());
        probes.took(page.costMicros(), due.size(), page.rows().size());
        full = page.more() && !full;
        return page;
    }

    @Override
    public boolean isLoading() {
        return false;
    }

    @Override
    public double loaded() {
        return Double.NaN;
    }

    @Override
    public boolean hasReadAll() {
        return true;
    }

    @Override
    public long asOf(RowPage page, long provenAt) {
        return page.asOf();
    }
}

package io.freshet.benchmarks.freshness;

import io.freshet.benchmarks.harness.BenchSource;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What was observed of one source, in the order in which it happened; instants are those of {@link
 * System#nanoTime()}. Each list is filled by one thread and read after that has ended; the two
 * counts may be read at any time.
 */
public final class SourceLog {

    /**
     * A commit in the source.
     *
     * @param due when it was planned
     * @param sent when its statement, or that which commits, was sent
     * @param done when COMMIT returned
     * @param lastKey the highest key of its rows
     * @param rows how many rows the source then had
     */
    record Commit(long due, long sent, long done, long lastKey, long rows) {}

    /**
     * A change event, as a queue beside the aggregator's got it.
     *
     * @param readAt when the poller began the read
     * @param arrived when it came out of the broker
     * @param keys of its rows
     */
    record Published(long fence, long sequence, long readAt, long arrived, LongBuffer keys) {}

    /** Word that all events up to this one are applied in the warehouse. */
    record AppliedEvents(long fence, long sequence, long arrived) {}

    /** A chart's answer that was the first to show this many rows. */
    record Shown(long rows, long answered) {}

    private final BenchSource source;
    private final List<Commit> commits = new ArrayList<>();
    private final List<Published> published = new ArrayList<>();
    private final List<AppliedEvents> applied = new ArrayList<>();
    private final List<Shown> shown = new ArrayList<>();
    private volatile long rowsCommitted;
    private volatile long rowsShown;

    /** An empty log of a source. */
    public SourceLog(BenchSource source) {
        this.source = source;
    }

    /** The source that is logged. */
    public BenchSource source() {
        return source;
    }

    void committed(Commit commit) {
        commits.add(commit);
        rowsCommitted = commit.rows();
    }

    void published(Published event) {
        published.add(event);
    }

    void applied(AppliedEvents word) {
        applied.add(word);
    }

    /** Takes what an answer shows; only a higher number than before is news. */
    public void shown(long rows, long answered) {
        if (rows > rowsShown) {
            shown.add(new Shown(rows, answered));
            rowsShown = rows;
        }
    }

    /** How many rows are committed and not shown. */
    public long outstanding() {
        return rowsCommitted - rowsShown;
    }

    List<Commit> commits() {
        return commits;
    }

    List<Published> published() {
        return published;
    }

    List<AppliedEvents> applied() {
        return applied;
    }

    List<Shown> shown() {
        return shown;
    }
}

package io.freshet.aggregator.apply;

import io.freshet.aggregator.intake.PreparedChange;
import io.freshet.events.Position;

/** What has been applied of one source, while a transaction adds to it. Not thread-safe. */
final class SourceProgress {

    private final int id;
    private final String name;
    private final long version;
    private long fence;
    private long sequence;
    private boolean touched;
    private long rows;
    private long since = Long.MAX_VALUE;

    SourceProgress(int id, String name, long fence, long sequence, long version) {
        this.id = id;
        this.name = name;
        this.fence = fence;
        this.sequence = sequence;
        this.version = version;
    }

    /**
     * Decides on an event, and takes its place in the stream where it is to be applied.
     *
     * @param opens whether the event opens its epoch
     */
    Admission admit(Position position, boolean opens) {
        Admission admission = decide(position, opens);
        if (admission.isApplied()) {
            fence = position.fence();
            sequence = position.sequence();
            touched = true;
        }
        return admission;
    }

    private Admission decide(Position position, boolean opens) {
        if (position.fence() > fence) {
            return opens ? Admission.IN_ORDER : Admission.UNOPENED;
        }
        if (position.fence() < fence || position.sequence() <= sequence) {
            return Admission.DUPLICATE;
        }
        return position.sequence() == sequence + 1 ? Admission.IN_ORDER : Admission.AFTER_GAP;
    }

    /** Notes when the oldest row of an admitted event was committed or first seen. */
    void see(PreparedChange change) {
        if (change instanceof PreparedChange.Rows rows) {
            since = Math.min(since, rows.since());
        } else if (change instanceof PreparedChange.Range range) {
            since = Math.min(since, range.since());
        }
    }

    /** Notes that rows were changed. */
    void addRows(long changed) {
        rows += changed;
    }

    int id() {
        return id;
    }

    String name() {
        return name;
    }

    long fence() {
        return fence;
    }

    long sequence() {
        return sequence;
    }

    /** The version that this transaction writes. */
    long newVersion() {
        return version + 1;
    }

    boolean isTouched() {
        return touched;
    }

    AppliedSource result() {
        return new AppliedSource(
                id, name, newVersion(), fence, sequence, rows, since == Long.MAX_VALUE ? 0 : since);
    }
}

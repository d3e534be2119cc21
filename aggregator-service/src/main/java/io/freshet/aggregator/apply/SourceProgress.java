package io.freshet.aggregator.apply;

import io.freshet.aggregator.intake.PreparedChange;
import io.freshet.events.Position;

/** What has been applied of one source, while a transaction adds to it. Not thread-safe. */
final class SourceProgress {

    private final int id;
    private final String name;
    private final String pipeline;
    private final long version;
    private final boolean ours;
    private long fence;
    private long sequence;
    private boolean touched;
    private long rows;
    private long since = Long.MAX_VALUE;

    /**
     * @param ours whether the warehouse's tables are made by the definition that runs here
     */
    SourceProgress(
            int id,
            String name,
            String pipeline,
            long fence,
            long sequence,
            long version,
            boolean ours) {
        this.id = id;
        this.pipeline = pipeline;
        this.ours = ours;
        this.name = name;
        this.fence = fence;
        this.sequence = sequence;
        this.version = version;
    }

    /**
     * Decides on an event, and takes its place in the stream where it is to be applied.
     *
     * @param change the event
     */
    Admission admit(PreparedChange change) {
        Position position = change.position();
        Admission admission = decide(position, change);
        if (admission.isApplied()) {
            fence = position.fence();
            sequence = position.sequence();
            touched = true;
        }
        return admission;
    }

    private Admission decide(Position position, PreparedChange change) {
        if (position.fence() < fence
                || (position.fence() == fence && position.sequence() <= sequence)) {
            return Admission.DUPLICATE;
        }
        if (!ours) {
            return Admission.OTHER_DEFINITION;
        }
        if (position.fence() > fence) {
            return change instanceof PreparedChange.Opened opened
                    ? decide(opened)
                    : Admission.UNOPENED;
        }
        return position.sequence() == sequence + 1 ? Admission.IN_ORDER : Admission.AFTER_GAP;
    }

    private static Admission decide(PreparedChange.Opened opened) {
        return opened.understood() ? Admission.IN_ORDER : Admission.OTHER_DEFINITION;
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

    /** The name of its pipeline. */
    String pipeline() {
        return pipeline;
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

package io.freshet.poller.table;

import io.freshet.events.RowBlock;
import io.freshet.events.RowsRead;
import io.freshet.events.TableId;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.publish.RowSlices;

/**
 * What the poller knows of one table during one epoch. To be used from the source's Vert.x context.
 */
public final class TableState {

    private final TableId id;
    private final TableDefinition definition;
    private final KeyGaps gaps;
    private final RangeChecksums ledger;
    private final long firstSeenHigh;
    private boolean backfilled;

    /**
     * @param firstSeenHigh the highest key when the table was first seen
     * @param backfilled whether all that was there at the first sight has been published
     */
    public TableState(
            TableId id,
            TableDefinition definition,
            KeyGaps gaps,
            RangeChecksums ledger,
            long firstSeenHigh,
            boolean backfilled) {
        this.id = id;
        this.definition = definition;
        this.gaps = gaps;
        this.ledger = ledger;
        this.firstSeenHigh = firstSeenHigh;
        this.backfilled = backfilled;
    }

    /** The table's name. */
    public TableId id() {
        return id;
    }

    /** The table's definition. */
    public TableDefinition definition() {
        return definition;
    }

    /** The keys under which no row has been seen. */
    public KeyGaps gaps() {
        return gaps;
    }

    /** What has been published. */
    public RangeChecksums ledger() {
        return ledger;
    }

    /** Whether all that was there when the table was first seen has been published. */
    public boolean backfilled() {
        return backfilled;
    }

    /** All that was there when the table was first seen has been published. */
    public void setBackfilled() {
        backfilled = true;
    }

    /**
     * Gives every row without a time the time of its reading, but for rows that were there before
     * the table was first seen: when those were committed, nobody can tell.
     */
    public void stamp(RowBlock rows) {
        long[] times = rows.times();
        long[] keys = rows.keys();
        for (int row = 0; row < times.length; row++) {
            boolean older = !backfilled && keys[row] <= firstSeenHigh;
            if (times[row] == RowBlock.NO_TIME && !older) {
                times[row] = rows.readAt();
            }
        }
    }

    /**
     * Publishes rows that have not been published before, and notes them in the ledger.
     *
     * @param rows rows that {@link #stamp} has seen, perhaps none
     */
    public void publishUnseen(RowBlock rows, EpochPublisher publisher) {
        for (RowBlock slice : RowSlices.of(rows)) {
            RowsRead event = new RowsRead(publisher.next(), id, slice);
            for (int row = 0; row < slice.size(); row++) {
                ledger.add(slice.keys()[row], slice.digests()[row], event.position().sequence());
            }
            publisher.publish(event);
        }
    }
}

package io.freshet.poller.table;

import io.freshet.events.RowBlock;
import io.freshet.events.RowsRead;
import io.freshet.events.TableId;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.publish.RowSlices;
import io.freshet.warehouse.layout.Home;

/** What the poller knows of one table during one epoch. To be used from the source's loop. */
public final class TableState {

    private final TableId id;
    private final KeyGaps gaps;
    private final Home home;
    private final RecentKeys recent;
    private final long firstSeenHigh;
    private boolean backfilled;
    private long backfilledBy;

    /**
     * @param home what its keys are
     * @param firstSeenHigh the highest key when the table was first seen
     * @param backfilled whether all that was there at the first sight has been applied
     */
    public TableState(TableId id, Home home, KeyGaps gaps, long firstSeenHigh, boolean backfilled) {
        this.id = id;
        this.home = home;
        this.gaps = gaps;
        this.recent = new RecentKeys();
        this.firstSeenHigh = firstSeenHigh;
        this.backfilled = backfilled;
    }

    /** The table's name. */
    public TableId id() {
        return id;
    }

    /** What its keys are. */
    public Home home() {
        return home;
    }

    /** The keys under which no row has been seen. */
    public KeyGaps gaps() {
        return gaps;
    }

    /** What was published since a comparison began. */
    public RecentKeys recent() {
        return recent;
    }

    /** Whether all that was there when the table was first seen has been published. */
    public boolean backfilled() {
        return backfilled;
    }

    /** Whether all that was there when the table was first seen has been applied. */
    public boolean backfillApplied(EpochPublisher publisher) {
        return backfilled && publisher.isApplied(backfilledBy);
    }

    /** All rows that waited have been published. */
    public void caughtUp(EpochPublisher publisher) {
        if (!backfilled) {
            backfilled = true;
            backfilledBy = publisher.lastPublished().sequence();
        }
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
     * Publishes rows that turned up in gaps.
     *
     * @param rows rows that {@link #stamp} has seen, perhaps none
     */
    public void publishUnseen(RowBlock rows, EpochPublisher publisher) {
        for (RowBlock slice : RowSlices.of(rows)) {
            RowsRead event = new RowsRead(publisher.next(), id, slice);
            publisher.publish(event);
            recent.note(slice, event.position().sequence());
        }
    }

    /**
     * Publishes rows that had been published before and changed since.
     *
     * @param rows rows that {@link #stamp} has seen, perhaps none
     */
    public void publishAgain(RowBlock rows, EpochPublisher publisher) {
        for (RowBlock slice : RowSlices.of(rows)) {
            publisher.publish(new RowsRead(publisher.next(), id, slice));
        }
    }
}

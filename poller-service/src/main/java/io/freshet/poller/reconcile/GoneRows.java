package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.events.RangeDoubted;
import io.freshet.events.RangeRead;
import io.freshet.events.RowBlock;
import io.freshet.events.RowsGone;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.table.TableState;
import java.util.List;

/** Publishes that rows are gone, and watches their keys from then on. */
final class GoneRows {

    private final TableState state;
    private final EpochPublisher publisher;

    GoneRows(TableState state, EpochPublisher publisher) {
        this.state = state;
        this.publisher = publisher;
    }

    /**
     * Publishes that a range of keys holds no row.
     *
     * @param range keys of which none was published since the source was seen to lack them
     */
    void publish(TableDefinition table, KeyRange range, long readAt, long now) {
        RowBlock none = RowBlock.empty(table.columnNames(), readAt);
        publisher.publish(new RangeRead(publisher.next(), state.id(), range, none, false));
        state.gaps().reset(range, new long[0], now);
    }

    /** Publishes that keys that had been seen hold no row. */
    void publish(List<Long> keys, long now) {
        long[] gone = keys.stream().mapToLong(Long::longValue).toArray();
        publisher.publish(new RowsGone(publisher.next(), state.id(), gone));
        for (long key : gone) {
            state.gaps().unsee(key, now);
        }
    }

    /** Publishes that the rows of a range are the same, and its sums in the warehouse are not. */
    void doubt(long range) {
        KeyRange keys = new KeyRange(state.home().lowestKey(range), state.home().highestKey(range));
        publisher.publish(new RangeDoubted(publisher.next(), state.id(), keys));
    }
}

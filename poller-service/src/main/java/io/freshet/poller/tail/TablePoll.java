package io.freshet.poller.tail;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.publish.RowSlices;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.table.TableState;
import io.vertx.core.Future;
import java.util.List;

/** One poll of one table: probes the gaps that are due and publishes the rows that turned up. */
final class TablePoll {

    /** How many rows a poll takes at the most. */
    static final int PAGE = RowSlices.MOST_ROWS;

    /** How many gaps a poll probes at the most. */
    private static final int MOST_GAPS = 500;

    private final SourceTable reader;
    private final TableState state;
    private final EpochPublisher publisher;

    TablePoll(SourceTable reader, TableState state, EpochPublisher publisher) {
        this.reader = reader;
        this.state = state;
        this.publisher = publisher;
    }

    /**
     * Polls.
     *
     * @param readAt now, microseconds since 1970 UTC
     * @param now now, milliseconds of the gaps' clock
     * @return how many rows turned up; {@link #PAGE} means that more may wait
     */
    Future<Integer> run(long readAt, long now) {
        List<KeyRange> due = state.gaps().takeDue(now, MOST_GAPS);
        return reader.probe(due, readAt, PAGE)
                .onFailure(error -> state.gaps().settle(due, new long[0], now))
                .map(
                        page -> {
                            RowBlock rows = page.rows();
                            state.gaps().settle(due, rows.keys(), now);
                            state.stamp(rows);
                            state.publishUnseen(rows, publisher);
                            return rows.size();
                        });
    }
}

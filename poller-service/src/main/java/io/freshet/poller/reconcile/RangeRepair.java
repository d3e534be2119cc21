package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.events.RangeRead;
import io.freshet.events.RowBlock;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.publish.RowSlices;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.table.RangeChecksums;
import io.freshet.poller.table.RangeSum;
import io.freshet.poller.table.TableState;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reads whole ranges of a table again and publishes what differs from what was published before:
 * only the new rows where all known ones are as they were, else the ranges as they are now.
 */
final class RangeRepair {

    private final SourceTable reader;
    private final TableState state;
    private final EpochPublisher publisher;

    RangeRepair(SourceTable reader, TableState state, EpochPublisher publisher) {
        this.reader = reader;
        this.state = state;
        this.publisher = publisher;
    }

    /**
     * Repairs.
     *
     * @param range whole ranges of the ledger
     * @param refilled whether the table was emptied and filled again
     * @return whether rows published before had been changed or deleted
     */
    Future<Boolean> run(KeyRange range, long readAt, long now, boolean refilled) {
        return reader.readRange(range, readAt)
                .map(
                        page -> {
                            RowBlock rows = page.rows();
                            state.stamp(rows);
                            boolean differed = !knownRowsAsPublished(range, rows);
                            if (differed) {
                                publishRange(range, rows, refilled);
                            } else {
                                publishNewRows(rows);
                            }
                            state.gaps().reset(range, rows.keys(), now);
                            return differed;
                        });
    }

    private boolean knownRowsAsPublished(KeyRange range, RowBlock rows) {
        Map<Long, RangeSum> known = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            long key = rows.keys()[row];
            if (!state.gaps().contains(key)) {
                known.merge(
                        RangeChecksums.rangeOf(key),
                        RangeSum.NONE.plus(rows.digests()[row]),
                        (sum, one) -> sum.plus(one.digest()));
            }
        }
        for (long published : state.ledger().rangesWithin(range)) {
            known.putIfAbsent(published, RangeSum.NONE);
        }
        return known.entrySet().stream()
                .allMatch(sum -> state.ledger().get(sum.getKey()).equals(sum.getValue()));
    }

    private void publishNewRows(RowBlock rows) {
        int[] unseen =
                IntStream.range(0, rows.size())
                        .filter(row -> state.gaps().contains(rows.keys()[row]))
                        .toArray();
        state.publishUnseen(RowSlices.select(rows, unseen), publisher);
    }

    private void publishRange(KeyRange range, RowBlock rows, boolean refilled) {
        List<RowBlock> slices = RowSlices.of(rows);
        if (slices.isEmpty()) {
            slices = List.of(rows);
        }
        long low = range.low();
        for (int i = 0; i < slices.size(); i++) {
            RowBlock slice = slices.get(i);
            boolean last = i == slices.size() - 1;
            long high = last ? range.high() : slice.keys()[slice.size() - 1];
            publisher.publish(
                    new RangeRead(
                            publisher.next(),
                            state.id(),
                            new KeyRange(low, high),
                            slice,
                            refilled));
            low = last ? low : high + 1;
        }
        state.ledger()
                .replace(range, rows.keys(), rows.digests(), publisher.lastPublished().sequence());
    }
}

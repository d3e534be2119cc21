package io.freshet.aggregator.apply;

import io.freshet.aggregator.intake.PreparedChange;
import io.freshet.events.EpochOpened;
import io.freshet.events.KeyRange;
import io.freshet.events.Position;
import io.freshet.events.RangeDoubted;
import io.freshet.events.RangeRead;
import io.freshet.events.RowBlock;
import io.freshet.events.RowsGone;
import io.freshet.events.RowsRead;
import io.freshet.events.TableId;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Change events of the table {@code orders}. */
final class ApplyEvents {

    static final TableId ORDERS = new TableId("sales", "orders");
    static final List<String> COLUMNS = List.of("area", "amount", "weight", "note");
    static final long NOON = 1_795_435_200_000_000L;

    /** A row as a source holds it. */
    record Order(
            long key,
            long digest,
            long time,
            String area,
            String amount,
            String weight,
            String note) {

        static Order of(long key, String area, String amount) {
            return new Order(key, key * 31, NOON, area, amount, null, null);
        }
    }

    private ApplyEvents() {}

    static EpochOpened opened(String source, long fence) {
        return new EpochOpened(new Position(source, fence, 0));
    }

    static EpochOpened opened(String source, long fence, long revision) {
        return new EpochOpened(new Position(source, fence, 0), OptionalLong.of(revision));
    }

    static RowsRead rows(String source, long fence, long sequence, Order... orders) {
        return new RowsRead(new Position(source, fence, sequence), ORDERS, block(orders));
    }

    static RangeRead range(
            String source,
            long fence,
            long sequence,
            long low,
            long high,
            boolean refilled,
            Order... orders) {
        return new RangeRead(
                new Position(source, fence, sequence),
                ORDERS,
                new KeyRange(low, high),
                block(orders),
                refilled);
    }

    /** Rows whose times are those of a column of the source. */
    static RowsRead timed(String source, long fence, long sequence, Order... orders) {
        RowBlock block = block(orders);
        String[][] values = new String[COLUMNS.size()][];
        Arrays.setAll(values, block::values);
        return new RowsRead(
                new Position(source, fence, sequence),
                ORDERS,
                new RowBlock(
                        COLUMNS, NOON, block.keys(), block.digests(), block.times(), values, true));
    }

    static RowsGone gone(String source, long fence, long sequence, long... keys) {
        return new RowsGone(new Position(source, fence, sequence), ORDERS, keys);
    }

    static RangeDoubted doubted(String source, long fence, long sequence, long low, long high) {
        return new RangeDoubted(
                new Position(source, fence, sequence), ORDERS, new KeyRange(low, high));
    }

    /**
     * An event as the bus carries it, with the span that it was published in.
     *
     * @param trace the span's trace, null where it has none
     */
    static BatchTrace.Carried carried(PreparedChange change, String trace) {
        return new BatchTrace.Carried(
                change, trace == null ? null : "00-%s-b7ad6b7169203331-01".formatted(trace));
    }

    static RowBlock block(Order... orders) {
        long[] keys = new long[orders.length];
        long[] digests = new long[orders.length];
        long[] times = new long[orders.length];
        String[][] values = new String[COLUMNS.size()][orders.length];
        for (int row = 0; row < orders.length; row++) {
            keys[row] = orders[row].key();
            digests[row] = orders[row].digest();
            times[row] = orders[row].time();
            values[0][row] = orders[row].area();
            values[1][row] = orders[row].amount();
            values[2][row] = orders[row].weight();
            values[3][row] = orders[row].note();
        }
        return new RowBlock(COLUMNS, NOON, keys, digests, times, values);
    }
}

package io.freshet.aggregator.apply;

import io.freshet.events.KeyRange;
import io.freshet.events.Position;
import io.freshet.events.RangeRead;
import io.freshet.events.RowBlock;
import io.freshet.events.RowsGone;
import io.freshet.events.RowsRead;
import io.freshet.events.TableId;
import java.util.List;

/** Change events of any table. */
final class AnyRows {

    private final TableId table;
    private final List<String> columns;

    AnyRows(String pipeline, String table, List<String> columns) {
        this.table = new TableId(pipeline, table);
        this.columns = columns;
    }

    /**
     * Rows as a source holds them.
     *
     * @param rows of each its key, and then its values
     */
    RowsRead read(String source, long fence, long sequence, Object[]... rows) {
        return new RowsRead(new Position(source, fence, sequence), table, block(rows));
    }

    private RowBlock block(Object[]... rows) {
        long[] keys = new long[rows.length];
        long[] digests = new long[rows.length];
        long[] times = new long[rows.length];
        String[][] values = new String[columns.size()][rows.length];
        for (int row = 0; row < rows.length; row++) {
            keys[row] = ((Number) rows[row][0]).longValue();
            times[row] = ApplyEvents.NOON;
            digests[row] = 7;
            for (int column = 0; column < columns.size(); column++) {
                Object value = rows[row][column + 1];
                values[column][row] = value == null ? null : value.toString();
                digests[row] = digests[row] * 1_000_003 + (value == null ? 1 : value.hashCode());
            }
        }
        return new RowBlock(columns, ApplyEvents.NOON, keys, digests, times, values);
    }

    RowsGone gone(String source, long fence, long sequence, long... keys) {
        return new RowsGone(new Position(source, fence, sequence), table, keys);
    }

    /** That a source has no rows any more. */
    RangeRead noneLeft(String source, long fence, long sequence) {
        return new RangeRead(
                new Position(source, fence, sequence),
                table,
                new KeyRange(Long.MIN_VALUE, Long.MAX_VALUE),
                block(),
                false);
    }

    static Object[] row(Object... values) {
        return values;
    }
}

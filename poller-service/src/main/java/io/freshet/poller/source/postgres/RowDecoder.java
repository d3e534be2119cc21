package io.freshet.poller.source.postgres;

import io.freshet.events.RowBlock;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Makes a block of the rows of one answer; of rows with the same key, the one with least digest.
 */
final class RowDecoder {

    private final List<String> columns;
    private final UnaryOperator<String> values;
    private final boolean ownTimes;
    private final Set<Long> doubles = new HashSet<>();
    private long characters;

    /**
     * @param columns names of the columns that stand behind key, digest and time
     * @param values makes a value of what was sent for it, which may be null
     * @param ownTimes whether the time is that of a column
     */
    RowDecoder(List<String> columns, UnaryOperator<String> values, boolean ownTimes) {
        this.ownTimes = ownTimes;
        this.columns = columns;
        this.values = values;
    }

    /**
     * The block.
     *
     * @param rows rows in any order, in which their keys are left
     */
    RowBlock block(List<Row> rows, long readAt) {
        List<Row> kept = withoutDoubles(rows);
        int size = kept.size();
        long[] keys = new long[size];
        long[] digests = new long[size];
        long[] times = new long[size];
        String[][] all = new String[columns.size()][size];
        for (int index = 0; index < size; index++) {
            Row row = kept.get(index);
            keys[index] = row.getLong(0);
            digests[index] = row.getLong(1);
            Long time = row.getLong(2);
            times[index] = time == null ? RowBlock.NO_TIME : time;
            for (int column = 0; column < all.length; column++) {
                String value = values.apply(row.getString(3 + column));
                characters += value == null ? 0 : value.length();
                all[column][index] = value;
            }
        }
        return new RowBlock(columns, readAt, keys, digests, times, all, ownTimes);
    }

    private List<Row> withoutDoubles(List<Row> rows) {
        Map<Long, Row> best = new HashMap<>();
        for (Row row : rows) {
            Row other = best.putIfAbsent(row.getLong(0), row);
            if (other != null) {
                doubles.add(row.getLong(0));
                if (row.getLong(1) < other.getLong(1)) {
                    best.put(row.getLong(0), row);
                }
            }
        }
        if (doubles.isEmpty()) {
            return rows;
        }
        List<Row> kept = new ArrayList<>();
        for (Row row : rows) {
            if (best.get(row.getLong(0)) == row) {
                kept.add(row);
            }
        }
        return kept;
    }

    /** The keys that several rows had. */
    Set<Long> doubles() {
        return doubles;
    }

    /** How long the values were that were read, in characters. */
    long characters() {
        return characters;
    }
}

package io.freshet.poller.publish;

import io.freshet.events.RowBlock;
import io.freshet.poller.limit.PollerLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Divides rows so that each event stays small enough for the broker and for memory. */
public final class RowSlices {

    /** The most rows that travel in one event. */
    public static final int MOST_ROWS = PollerLimits.EVENT_ROWS;

    /** About the most characters of values that travel in one event with several rows. */
    static final int MOST_CHARACTERS = PollerLimits.EVENT_CHARACTERS;

    private RowSlices() {}

    /** The same rows in the same order, in one or more blocks; none for a block without rows. */
    public static List<RowBlock> of(RowBlock block) {
        List<RowBlock> slices = new ArrayList<>();
        int from = 0;
        long characters = 0;
        for (int row = 0; row < block.size(); row++) {
            long width = characters(block, row);
            boolean full = row - from >= MOST_ROWS || characters + width > MOST_CHARACTERS;
            if (full && row > from) {
                slices.add(slice(block, from, row));
                from = row;
                characters = 0;
            }
            characters += width;
        }
        if (from == 0 && block.size() > 0) {
            return List.of(block);
        }
        if (from < block.size()) {
            slices.add(slice(block, from, block.size()));
        }
        return slices;
    }

    /** The rows from {@code from} inclusive to {@code to} exclusive. */
    static RowBlock slice(RowBlock block, int from, int to) {
        String[][] values = new String[block.columns().size()][];
        for (int column = 0; column < values.length; column++) {
            values[column] = Arrays.copyOfRange(block.values(column), from, to);
        }
        return new RowBlock(
                block.columns(),
                block.readAt(),
                Arrays.copyOfRange(block.keys(), from, to),
                Arrays.copyOfRange(block.digests(), from, to),
                Arrays.copyOfRange(block.times(), from, to),
                values,
                block.ownTimes());
    }

    private static long characters(RowBlock block, int row) {
        long characters = 0;
        for (int column = 0; column < block.columns().size(); column++) {
            String value = block.values(column)[row];
            characters += value == null ? 4 : value.length();
        }
        return characters;
    }
}

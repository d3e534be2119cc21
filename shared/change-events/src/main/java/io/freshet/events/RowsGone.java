package io.freshet.events;

import java.util.Objects;

/**
 * Keys under which the source holds no row any more: delete what is held under them. Keys under
 * which nothing is held are passed over. The array is not copied: whoever makes the event hands it
 * over and does not touch it again, and readers do not write to it.
 */
public final class RowsGone implements ChangeEvent {

    private final Position position;
    private final TableId table;
    private final long[] keys;

    /**
     * @param position where the event stands in its source's stream
     * @param table the table that the rows belonged to
     * @param keys at least one key, in any order, each once
     */
    public RowsGone(Position position, TableId table, long[] keys) {
        this.position = Objects.requireNonNull(position, "position");
        this.table = Objects.requireNonNull(table, "table");
        this.keys = Objects.requireNonNull(keys, "keys");
        if (keys.length == 0) {
            throw new IllegalArgumentException("no keys at " + position);
        }
    }

    @Override
    public Position position() {
        return position;
    }

    /** The table that the rows belonged to. */
    public TableId table() {
        return table;
    }

    /** The keys, at least one; not to be written to. */
    public long[] keys() {
        return keys;
    }

    @Override
    public String toString() {
        return "RowsGone[%s, %s, %d keys]".formatted(position, table, keys.length);
    }
}

package io.freshet.events;

import java.util.Objects;

/**
 * Rows that exist in the source in exactly this state: insert them, or replace what is held under
 * their keys.
 *
 * @param position where the event stands in its source's stream
 * @param table the table that the rows belong to
 * @param rows at least one row
 */
public record RowsRead(Position position, TableId table, RowBlock rows) implements ChangeEvent {

    public RowsRead {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(table, "table");
        if (rows.size() == 0) {
            throw new IllegalArgumentException("no rows at " + position);
        }
    }
}

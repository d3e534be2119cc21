package io.freshet.events;

import java.util.Objects;

/**
 * All that the source holds within a range of keys: insert or replace these rows, and delete every
 * other row held within the range.
 *
 * @param position where the event stands in its source's stream
 * @param table the table that the range belongs to
 * @param range the keys that were read completely
 * @param rows every row in the range, perhaps none
 * @param refilled whether the table was emptied and filled again since it was last read: a row
 *     under a known key is then a new row and not a new version of the old one
 */
public record RangeRead(
        Position position, TableId table, KeyRange range, RowBlock rows, boolean refilled)
        implements ChangeEvent {

    public RangeRead {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(rows, "rows");
    }
}

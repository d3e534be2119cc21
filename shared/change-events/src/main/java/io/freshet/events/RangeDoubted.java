package io.freshet.events;

import java.util.Objects;

/**
 * Source and warehouse hold the same rows within a range of keys, yet the warehouse's checksums of
 * them say otherwise: compute the checksums of this range anew from the rows that are held. No row
 * changes.
 *
 * @param position where the event stands in its source's stream
 * @param table the table that the range belongs to
 * @param range the keys; every range of checksums that it touches is computed anew as a whole
 */
public record RangeDoubted(Position position, TableId table, KeyRange range)
        implements ChangeEvent {

    public RangeDoubted {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(range, "range");
    }
}

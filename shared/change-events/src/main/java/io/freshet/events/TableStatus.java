package io.freshet.events;

import java.util.Objects;

/**
 * How a table stands that is set aside while the rest of its source is read: because it cannot be
 * read, or because it is read again and is not proven yet.
 *
 * @param table the table's name in its definition
 * @param state {@link SourceState#DRIFTED}, {@link SourceState#UNREACHABLE} or {@link
 *     SourceState#RESTRICTED} while it cannot be read, {@link SourceState#CATCHING_UP} afterwards
 * @param detail why, in a sentence that names tables and columns, and no server, role or value
 * @param asOf up to when the table has been read completely, in microseconds since 1970 UTC; 0
 *     where that is not known
 */
public record TableStatus(String table, SourceState state, String detail, long asOf) {

    public TableStatus {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(detail, "detail");
    }
}

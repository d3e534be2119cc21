package io.freshet.lake.manifest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.freshet.lake.journal.LakeColumn;
import io.freshet.lake.journal.LakeTable;
import io.freshet.lake.store.LakeStore;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * An object of the lake: changes of one table on one day.
 *
 * @param name its name in the store
 * @param table the table, as {@code zone/name}
 * @param date the day of its changes, UTC
 * @param epoch the epoch that it belongs to
 * @param from the version before its first
 * @param to its last version
 * @param snapshot whether it has rows as they stood at {@code to}, and not changes
 * @param rows how many
 * @param bytes its size
 * @param sha256 of its content, in hexadecimal digits
 * @param columns the table's columns
 */
public record LakeObject(
        String name,
        String table,
        LocalDate date,
        long epoch,
        long from,
        long to,
        boolean snapshot,
        long rows,
        long bytes,
        String sha256,
        List<LakeColumn> columns) {

    /** The table. */
    @JsonIgnore
    public LakeTable ofTable() {
        return LakeTable.of(table);
    }

    /**
     * Writes it into a file.
     *
     * @throws IllegalStateException where the store has something else under its name
     */
    public void fetch(LakeStore store, Path file) {
        store.fetch(name, file);
        if (!Sha256.of(file).equals(sha256)) {
            throw new IllegalStateException(
                    "object %s of the lake is damaged: its checksum is not that of its manifest; restore it from a copy"
                            .formatted(name));
        }
    }
}

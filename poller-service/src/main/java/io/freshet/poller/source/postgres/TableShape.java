package io.freshet.poller.source.postgres;

import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.TableDefinition;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a verified table is to be read.
 *
 * @param table its definition
 * @param meaning seeds the digests
 * @param rowTime where the time of a row comes from
 * @param timeZone what the declared time column is in; empty where it says so itself
 * @param columns those of the definition that are read
 * @param further the columns of the source that are read and not declared, in order
 * @param types the type in the source of each column that is read, by name
 * @param unique whether the source sees to it that no key has two rows
 * @param inBlocks whether its rows can be asked for by the blocks that they are stored in
 * @param oneHeap whether these are blocks of one relation
 * @param tellsWritten whether a row tells when it was written, and what is seen of it changes by
 *     writing alone
 * @param counted whether the source counts updates and deletes
 * @param nullKeys how many rows have no key
 * @param notes what is not as it could be, each a sentence
 */
record TableShape(
        TableDefinition table,
        long meaning,
        RowTime rowTime,
        Optional<ZoneId> timeZone,
        List<ColumnDefinition> columns,
        Set<String> further,
        Map<String, String> types,
        boolean unique,
        boolean inBlocks,
        boolean oneHeap,
        boolean tellsWritten,
        boolean counted,
        long nullKeys,
        List<String> notes) {

    /** Whether rows are read by the same statements. */
    boolean readsLike(TableShape other) {
        return rowTime == other.rowTime
                && timeZone.equals(other.timeZone)
                && types.equals(other.types)
                && unique == other.unique
                && inBlocks == other.inBlocks
                && oneHeap == other.oneHeap
                && tellsWritten == other.tellsWritten;
    }

    /** The names of the columns that are read, in order. */
    List<String> columnNames() {
        return columns.stream().map(ColumnDefinition::name).toList();
    }

    /** The same with the number of rows without a key. */
    TableShape withNullKeys(long rows) {
        return with(rows, notes);
    }

    /** The same with one note more. */
    TableShape withNote(String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return with(nullKeys, all);
    }

    private TableShape with(long rowsWithoutKey, List<String> allNotes) {
        return new TableShape(
                table,
                meaning,
                rowTime,
                timeZone,
                columns,
                further,
                types,
                unique,
                inBlocks,
                oneHeap,
                tellsWritten,
                counted,
                rowsWithoutKey,
                allNotes);
    }
}

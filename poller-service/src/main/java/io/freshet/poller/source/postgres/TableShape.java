package io.freshet.poller.source.postgres;

import io.freshet.pipeline.TableDefinition;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a verified table is to be read.
 *
 * @param table its definition
 * @param meaning seeds the digests
 * @param rowTime where the time of a row comes from
 * @param timeZone what the declared time column is in; empty where it says so itself
 * @param types each declared column's type in the source, by name
 * @param unique whether the source sees to it that no key has two rows
 * @param inBlocks whether its rows can be asked for by the blocks that they are stored in
 * @param oneHeap whether these are blocks of one relation
 * @param counted whether the source counts updates and deletes
 * @param nullKeys how many rows have no key
 * @param notes what is not as it could be, each a sentence
 */
record TableShape(
        TableDefinition table,
        long meaning,
        RowTime rowTime,
        Optional<ZoneId> timeZone,
        Map<String, String> types,
        boolean unique,
        boolean inBlocks,
        boolean oneHeap,
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
                && oneHeap == other.oneHeap;
    }

    /** The same with the number of rows without a key. */
    TableShape withNullKeys(long rows) {
        return new TableShape(
                table, meaning, rowTime, timeZone, types, unique, inBlocks, oneHeap, counted, rows,
                notes);
    }

    /** The same with one note more. */
    TableShape withNote(String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new TableShape(
                table, meaning, rowTime, timeZone, types, unique, inBlocks, oneHeap, counted,
                nullKeys, all);
    }
}

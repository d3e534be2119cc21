package io.freshet.poller.source.file;

import io.freshet.poller.source.TableFacts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rows of a file, or of several, as a table's definition wants them.
 *
 * @param byKey rows in order of their keys
 * @param names what people call the keys, where those are hashes
 * @param facts what is left out
 */
record FileRows(NavigableMap<Long, FileRow> byKey, Map<Long, String> names, TableFacts facts) {

    /**
     * One row.
     *
     * @param digest stands for all of it
     * @param values a value for each column of the definition; null for none
     */
    record FileRow(long digest, List<String> values) {}

    /** Those of several files: of rows with the same key that of the last file counts. */
    static FileRows together(Iterable<FileRows> files) {
        NavigableMap<Long, FileRow> byKey = new TreeMap<>();
        Map<Long, String> names = new HashMap<>();
        Set<Long> doubles = new HashSet<>();
        long nullKeys = 0;
        for (FileRows file : files) {
            byKey.putAll(file.byKey);
            names.putAll(file.names);
            doubles.addAll(file.facts.doubleKeys());
            nullKeys += file.facts.nullKeys();
        }
        Map<Long, String> named = new HashMap<>(names);
        named.keySet().retainAll(doubles);
        return new FileRows(
                byKey, names, new TableFacts(nullKeys, doubles, Set.of(), named, List.of()));
    }
}

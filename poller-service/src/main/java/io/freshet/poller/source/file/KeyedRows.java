package io.freshet.poller.source.file;

import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.TableFacts;
import io.freshet.poller.source.file.FileRows.FileRow;
import io.freshet.warehouse.layout.Home;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Gathers the rows of one file under their keys. */
final class KeyedRows {

    private static final int NONE = -1;

    private final TableDefinition table;
    private final long meaning;
    private final NavigableMap<Long, FileRow> byKey = new TreeMap<>();
    private final Map<Long, String> names = new TreeMap<>();
    private final Set<Long> doubles = new HashSet<>();
    private long nullKeys;

    /**
     * @param meaning seeds every digest
     */
    KeyedRows(TableDefinition table, long meaning) {
        this.table = table;
        this.meaning = meaning;
    }

    /**
     * Takes a row.
     *
     * @param where where it stands, for messages
     * @param value gives a column's value by its name in the file; null for none
     * @throws FileProblem where its key is not what is declared
     */
    void add(String where, UnaryOperator<String> value) throws FileProblem {
        List<String> key =
                Arrays.asList(
                        table.key().stream()
                                .map(column -> value.apply(column.source()))
                                .toArray(String[]::new));
        if (key.contains(null) || key.contains("")) {
            nullKeys++;
            return;
        }
        long home = home(where, key);
        List<String> values =
                Arrays.asList(
                        table.columns().stream()
                                .map(column -> value.apply(column.source()))
                                .toArray(String[]::new));
        FileRow row = new FileRow(hash(meaning ^ home, values), values);
        names.put(home, String.join(", ", key));
        // as of a database: of several rows with the same key one is read, always the same
        if (byKey.containsKey(home)) {
            doubles.add(home);
        }
        byKey.merge(home, row, (a, b) -> a.digest() <= b.digest() ? a : b);
    }

    /** All that were taken. */
    FileRows rows() {
        Map<Long, String> named = new TreeMap<>(names);
        named.keySet().retainAll(doubles);
        return new FileRows(
                byKey, names, new TableFacts(nullKeys, doubles, Set.of(), named, List.of()));
    }

    private long home(String where, List<String> key) throws FileProblem {
        if (table.home() == Home.HASH) {
            return hash(0, key);
        }
        try {
            return Long.parseLong(key.get(0));
        } catch (NumberFormatException e) {
            throw new FileProblem(
                    "%s: the key %s is no whole number; declare another type for it"
                            .formatted(where, key.get(0)),
                    e);
        }
    }

    private static long hash(long seed, List<String> values) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
            for (String value : values) {
                byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
                int length = value == null ? NONE : bytes.length;
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
                digest.update(bytes);
            }
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

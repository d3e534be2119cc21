package io.freshet.poller.source.file;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.KeyColumn;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.TableFacts;
import io.freshet.warehouse.layout.Home;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Takes a CSV file line by line. */
final class CsvLines {

    private final Path file;
    private final TableDefinition table;
    private final long meaning;
    private final NavigableMap<Long, CsvRows.CsvRow> byKey = new TreeMap<>();
    private final Map<Long, String> names = new TreeMap<>();
    private final Set<Long> doubles = new HashSet<>();
    private long nullKeys;

    CsvLines(Path file, TableDefinition table, long meaning) {
        this.file = file;
        this.table = table;
        this.meaning = meaning;
    }

    CsvRows read(CsvReader<NamedCsvRecord> lines) throws CsvRows.CsvProblem {
        boolean checked = false;
        for (NamedCsvRecord line : lines) {
            if (!checked) {
                checkColumns(line.getHeader());
                checked = true;
            }
            List<String> key =
                    table.key().stream().map(column -> value(line, column.source())).toList();
            if (key.contains("")) {
                nullKeys++;
                continue;
            }
            long home = home(line, key);
            CsvRows.CsvRow row = row(line, home);
            names.put(home, String.join(", ", key));
            // as of a database: of several rows with the same key one is read, always the same
            if (byKey.containsKey(home)) {
                doubles.add(home);
            }
            byKey.merge(home, row, (a, b) -> a.digest() <= b.digest() ? a : b);
        }
        Map<Long, String> named = new TreeMap<>(names);
        named.keySet().retainAll(doubles);
        return new CsvRows(
                byKey, names, new TableFacts(nullKeys, doubles, Set.of(), named, List.of()));
    }

    private long home(NamedCsvRecord line, List<String> key) throws CsvRows.CsvProblem {
        if (table.home() == Home.HASH) {
            return hash(0, key);
        }
        try {
            return Long.parseLong(key.get(0));
        } catch (NumberFormatException e) {
            throw new CsvRows.CsvProblem(
                    "%s, line %d: the key %s is no whole number; declare another type for it"
                            .formatted(file, line.getStartingLineNumber(), key.get(0)),
                    e);
        }
    }

    private CsvRows.CsvRow row(NamedCsvRecord line, long home) {
        List<String> values =
                table.columns().stream().map(column -> value(line, column.source())).toList();
        return new CsvRows.CsvRow(
                hash(meaning ^ home, values),
                values.stream().map(value -> value.isEmpty() ? null : value).toList());
    }

    private static String value(NamedCsvRecord line, String column) {
        return line.findField(column).orElse("");
    }

    private void checkColumns(List<String> header) throws CsvRows.CsvProblem {
        List<String> missing =
                Stream.concat(
                                table.key().stream().map(KeyColumn::source),
                                table.columns().stream().map(ColumnDefinition::source))
                        .filter(column -> !header.contains(column))
                        .toList();
        if (!missing.isEmpty()) {
            throw new CsvRows.CsvProblem(
                    "%s has no column %s; its first line names %s"
                            .formatted(file, missing.get(0), String.join(", ", header)),
                    null);
        }
    }

    private static long hash(long seed, List<String> values) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
            for (String value : values) {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                digest.update(bytes);
            }
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

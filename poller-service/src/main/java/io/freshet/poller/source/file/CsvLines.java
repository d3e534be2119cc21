package io.freshet.poller.source.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.KeyColumn;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.limit.PollerLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads CSV files (RFC 4180, UTF-8, names of columns in the first line). A value without any
 * character is none.
 */
final class CsvLines {

    private final Path file;
    private final TableDefinition table;

    private CsvLines(Path file, TableDefinition table) {
        this.file = file;
        this.table = table;
    }

    /**
     * Reads a file; blocks.
     *
     * @param meaning seeds every digest
     * @throws FileProblem where it cannot be read, is too large, or has not the columns
     */
    static FileRows read(Path file, TableDefinition table, long meaning) throws FileProblem {
        try {
            if (Files.size(file) > PollerLimits.FILE_BYTES) {
                throw new FileProblem(
                        "%s has more than %d bytes; put such a table into a database"
                                .formatted(file, PollerLimits.FILE_BYTES));
            }
            try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(file)) {
                return new CsvLines(file, table).read(lines, new KeyedRows(table, meaning));
            }
        } catch (IOException | CsvParseException e) {
            throw new FileProblem("%s cannot be read: %s".formatted(file, e), e);
        }
    }

    private FileRows read(CsvReader<NamedCsvRecord> lines, KeyedRows rows) throws FileProblem {
        boolean checked = false;
        for (NamedCsvRecord line : lines) {
            if (!checked) {
                checkColumns(line.getHeader());
                checked = true;
            }
            rows.add(
                    "%s, line %d".formatted(file, line.getStartingLineNumber()),
                    column -> value(line, column));
        }
        return rows.rows();
    }

    private static String value(NamedCsvRecord line, String column) {
        return line.findField(column).filter(value -> !value.isEmpty()).orElse(null);
    }

    private void checkColumns(List<String> header) throws FileProblem {
        List<String> missing =
                Stream.concat(
                                table.key().stream().map(KeyColumn::source),
                                table.columns().stream().map(ColumnDefinition::source))
                        .filter(column -> !header.contains(column))
                        .toList();
        if (!missing.isEmpty()) {
            throw new FileProblem(
                    "%s has no column %s; its first line names %s"
                            .formatted(file, missing.get(0), String.join(", ", header)));
        }
    }
}

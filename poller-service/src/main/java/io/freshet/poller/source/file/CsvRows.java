package io.freshet.poller.source.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.source.TableFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * The rows of a CSV file (RFC 4180, UTF-8, names of columns in its first line), as a table's
 * definition wants them. A value without any character is none.
 *
 * @param byKey rows in order of their keys
 * @param names what people call the keys, where those are hashes
 * @param facts what is left out
 */
record CsvRows(NavigableMap<Long, CsvRow> byKey, Map<Long, String> names, TableFacts facts) {

    /**
     * One row.
     *
     * @param digest stands for all of it
     * @param values a value for each column of the definition; null for none
     */
    record CsvRow(long digest, List<String> values) {}

    /** Says why a file cannot be read as a definition wants it, and what to do. */
    static final class CsvProblem extends Exception {

        private static final long serialVersionUID = 1L;

        CsvProblem(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }

    /**
     * Reads a file; blocks.
     *
     * @param meaning seeds every digest
     * @throws CsvProblem where it cannot be read, is too large, or has not the columns
     */
    static CsvRows read(Path file, TableDefinition table, long meaning) throws CsvProblem {
        try {
            if (Files.size(file) > PollerLimits.FILE_BYTES) {
                throw new CsvProblem(
                        "%s has more than %d bytes; put such a table into a database"
                                .formatted(file, PollerLimits.FILE_BYTES),
                        null);
            }
            try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(file)) {
                return new CsvLines(file, table, meaning).read(lines);
            }
        } catch (IOException | CsvParseException e) {
            throw new CsvProblem("%s cannot be read: %s".formatted(file, e), e);
        }
    }
}

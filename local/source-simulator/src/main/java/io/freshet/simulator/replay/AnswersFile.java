package io.freshet.simulator.replay;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.freshet.simulator.country.CountryCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A CSV file (UTF-8, plain or gzip, with a header) of survey answers, each of which names its
 * country in column {@code cnt}.
 *
 * @param path of the file
 * @param columns all of the header's, in lower case and in their order
 * @param rows how many answers each country has, countries in alphabetical order
 */
public record AnswersFile(Path path, List<String> columns, Map<CountryCode, Long> rows) {
    private static final int BUFFER = 1 << 16;
    private static final int MOST_COLUMNS = 1599;

    /** What is done with each answer. */
    @FunctionalInterface
    public interface RowReader {
        /**
         * Takes one answer.
         *
         * @param country that the answer names
         * @param values one for each column
         * @return whether to go on reading
         */
        boolean read(CountryCode country, List<String> values);
    }

    /**
     * Reads the whole file once, keeping no row, to learn what is in it. Blocks.
     *
     * @throws AnswersFileException when it cannot be read or loaded; says why and where
     */
    public static AnswersFile scan(Path path) {
        Map<CountryCode, Long> rows = new TreeMap<>();
        List<String> columns = columns(path);
        read(path, columns, (country, values) -> rows.merge(country, 1L, Long::sum) > 0);
        if (rows.isEmpty()) {
            throw new AnswersFileException(path, "it has no answers");
        }
        return new AnswersFile(path, columns, rows);
    }

    /** The countries found. */
    public List<CountryCode> countries() {
        return List.copyOf(rows.keySet());
    }

    /** Answers of all countries. */
    public long total() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Reads the answers in the file's order. Blocks.
     *
     * @throws AnswersFileException when it cannot be read
     */
    public void read(RowReader reader) {
        read(path, columns, reader);
    }

    private static void read(Path path, List<String> columns, RowReader reader) {
        int cnt = columns.indexOf("cnt");
        try (CsvReader<NamedCsvRecord> answers = open(path)) {
            for (NamedCsvRecord answer : answers) {
                List<String> values = answer.getFields();
                if (values.size() != columns.size()) {
                    throw new AnswersFileException(
                            path,
                            "line %d has %d values, its header %d"
                                    .formatted(
                                            answer.getStartingLineNumber(),
                                            values.size(),
                                            columns.size()));
                }
                if (!reader.read(country(path, answer, values.get(cnt)), values)) {
                    return;
                }
            }
        } catch (IOException | CsvParseException e) {
            throw new AnswersFileException(path, e);
        }
    }

    private static CountryCode country(Path path, NamedCsvRecord answer, String cnt) {
        try {
            return CountryCode.parse(cnt);
        } catch (IllegalArgumentException e) {
            throw new AnswersFileException(
                    path,
                    "line %d, column cnt: %s"
                            .formatted(answer.getStartingLineNumber(), e.getMessage()));
        }
    }

    private static List<String> columns(Path path) {
        List<String> header;
        try (CsvReader<NamedCsvRecord> answers = open(path)) {
            var first = answers.iterator();
            if (!first.hasNext()) {
                throw new AnswersFileException(path, "it has no answers");
            }
            header = first.next().getHeader();
        } catch (IOException | CsvParseException e) {
            throw new AnswersFileException(path, e);
        }
        List<String> columns =
                header.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
        check(path, columns);
        return columns;
    }

    private static void check(Path path, List<String> columns) {
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (column.isEmpty() || !seen.add(column)) {
                throw new AnswersFileException(
                        path,
                        "its header has the column name \"%s\" twice or empty".formatted(column));
            }
        }
        if (!seen.contains("cnt")) {
            throw new AnswersFileException(path, "its header has no column cnt (the country)");
        }
        if (seen.contains("id")) {
            throw new AnswersFileException(
                    path, "its header has a column id, which the source assigns itself: remove it");
        }
        if (columns.size() > MOST_COLUMNS) {
            throw new AnswersFileException(
                    path,
                    "it has %d columns; Postgres allows %d beside the key"
                            .formatted(columns.size(), MOST_COLUMNS));
        }
    }

    private static CsvReader<NamedCsvRecord> open(Path path) throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        try {
            file.mark(2);
            boolean gzip = file.read() == 0x1f && file.read() == 0x8b;
            file.reset();
            InputStream text = gzip ? new GZIPInputStream(file, BUFFER) : file;
            return CsvReader.builder()
                    .detectBomHeader(true)
                    .ofNamedCsvRecord(text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }
}

package io.freshet.simulator.answers;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns of the PISA 2018 student questionnaire file. Immutable. */
public final class SurveyColumns {
    private final Map<String, SurveyColumn> columns;

    private SurveyColumns(Map<String, SurveyColumn> columns) {
        this.columns = columns;
    }

    /** Reads the column list that is packed with the program. */
    public static SurveyColumns load() {
        Map<String, SurveyColumn> columns = new LinkedHashMap<>();
        try (InputStream in = SurveyColumns.class.getResourceAsStream("pisa2018-columns.csv");
                CsvReader<NamedCsvRecord> rows =
                        CsvReader.builder()
                                .commentStrategy(CommentStrategy.SKIP)
                                .ofNamedCsvRecord(in, StandardCharsets.UTF_8)) {
            for (NamedCsvRecord row : rows) {
                columns.put(row.getField("column"), column(row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The packed pisa2018-columns.csv cannot be read", e);
        }
        return new SurveyColumns(columns);
    }

    /** All 1,118 column names in the file's order. */
    public List<String> all() {
        return List.copyOf(columns.keySet());
    }

    /** The columns that Forage's charts need, for sources whose rows shall weigh little. */
    public static List<String> slim() {
        return List.of("cnt", "escs", "tmins", "belong", "durecec");
    }

    Optional<SurveyColumn> find(String name) {
        return Optional.ofNullable(columns.get(name));
    }

    private static SurveyColumn column(NamedCsvRecord row) {
        Optional<SurveyColumn.ValueRange> range =
                row.getField("min").isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new SurveyColumn.ValueRange(
                                        Double.parseDouble(row.getField("min")),
                                        Double.parseDouble(row.getField("max")),
                                        Integer.parseInt(row.getField("decimals"))));
        return new SurveyColumn(
                row.getField("column"), Double.parseDouble(row.getField("missing")), range);
    }
}

package io.freshet.testkit.oracle;

import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineLibrary;
import io.freshet.pipeline.TableDefinition;
import io.freshet.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Says whether the rows held equal those of the shop, as SQL reads both. */
public final class TotesysOracle {

    private static final long PAUSE_MILLIS = 200;

    private final PipelineDefinition pipeline =
            PipelineLibrary.load(List.of()).find("totesys").orElseThrow();
    private final TestDatabase source;
    private final TestDatabase warehouse;

    public TotesysOracle(TestDatabase source, TestDatabase warehouse) {
        this.source = source;
        this.warehouse = warehouse;
    }

    /** Waits until they are equal; gives what still differs, nothing where they are. */
    public List<String> await(Duration limit) throws SQLException, InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        List<String> differences = differences();
        while (!differences.isEmpty() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            differences = differences();
        }
        return differences;
    }

    private List<String> differences() throws SQLException {
        Tally tally = new Tally();
        compare(tally);
        return tally.differences();
    }

    /** Compares all tables; gives the number of the shop's rows. */
    long compare(Tally tally) throws SQLException {
        long all = 0;
        try (Connection shop = source.connect();
                Connection held = warehouse.connect()) {
            for (TableDefinition table : ofTheShop()) {
                String names =
                        table.columns().stream()
                                .map(column -> '"' + column.name() + "\"::text")
                                .collect(Collectors.joining(", "));
                Map<Long, String> wanted =
                        rows(
                                shop,
                                table,
                                "select %1$s_id, %2$s from \"%1$s\""
                                        .formatted(table.name(), names));
                Map<Long, String> present =
                        rows(
                                held,
                                table,
                                "select row_key, %2$s from totesys.\"%1$s\""
                                        .formatted(table.name(), names));
                tally.compareKeyed(table.name(), wanted, present);
                all += wanted.size();
            }
        }
        return all;
    }

    private List<TableDefinition> ofTheShop() {
        return pipeline.tables().stream().filter(table -> table.origin().isSource()).toList();
    }

    private static Map<Long, String> rows(
            Connection connection, TableDefinition table, String query) throws SQLException {
        Map<Long, String> rows = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (ColumnDefinition column : table.columns()) {
                    row.add(value(column, result.getString(row.size() + 2)));
                }
                rows.put(result.getLong(1), row.toString());
            }
        }
        return rows;
    }

    /** A text that is no date is none; an empty text is no value. */
    private static String value(ColumnDefinition column, String text) {
        if (text == null || !column.type().warehouseType().equals("date")) {
            return text;
        }
        try {
            return LocalDate.parse(text).toString();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}

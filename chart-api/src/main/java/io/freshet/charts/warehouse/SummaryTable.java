package io.freshet.charts.warehouse;

import io.freshet.charts.summary.Figures;
import io.freshet.charts.summary.Figures.Sum;
import io.freshet.charts.summary.Summary;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.SummaryDefinition.Grouping;
import io.freshet.warehouse.layout.RowColumns;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.SummaryColumns;
import io.freshet.warehouse.layout.TimeSql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A summary's table in the warehouse together with what is held of it in memory. Not thread-safe:
 * belongs to the thread that refreshes.
 *
 * @param <K> what rows are grouped by: the group's text, or the bucket's start in seconds since
 *     1970 UTC
 */
public final class SummaryTable<K extends Comparable<K>> {

    private static final int FIRST_SUM = 3;

    private final String schema;
    private final SummaryDefinition definition;
    private final boolean windowed;
    private final Function<Row, K> key;
    private final Summary<K> summary;
    private boolean loaded;

    private SummaryTable(
            String schema, SummaryDefinition definition, boolean windowed, Function<Row, K> key) {
        this.schema = schema;
        this.definition = definition;
        this.windowed = windowed;
        this.key = key;
        this.summary = new Summary<>(definition.sums());
    }

    /** A summary by the values of a column. */
    public static SummaryTable<String> byColumn(String schema, SummaryDefinition definition) {
        return new SummaryTable<>(schema, definition, false, row -> row.getString(1));
    }

    /**
     * A summary by time.
     *
     * @param windowed whether only the last days are held
     */
    public static SummaryTable<Long> byTime(
            String schema, SummaryDefinition definition, boolean windowed) {
        return new SummaryTable<>(schema, definition, windowed, row -> row.getLong(1));
    }

    /** The table's name with its schema, quoted. */
    public String qualifiedName() {
        return SqlText.qualified(schema, definition.name());
    }

    /** Whether only rows from the window's start are read, the statement's third parameter. */
    public boolean windowed() {
        return windowed;
    }

    /** What is held of it. */
    public Summary<K> summary() {
        return summary;
    }

    /** Whether the table was read at least once: then changes are all that is to be read of it. */
    public boolean isLoaded() {
        return loaded;
    }

    /** Takes over rows as {@link #columns} selects them. */
    void take(RowSet<Row> rows) {
        loaded = true;
        for (Row row : rows) {
            summary.put(row.getInteger(0), key.apply(row), figures(row));
        }
    }

    /**
     * What is selected of the table, called s: source, key, number of rows, and counts and sums.
     */
    String columns() {
        StringBuilder columns = new StringBuilder(column(RowColumns.SOURCE_ID));
        if (definition.grouping() instanceof Grouping.ByColumn group) {
            columns.append(", ").append(column(SqlText.quoted(group.column())));
        } else {
            columns.append(", ").append(TimeSql.toSeconds(column(SummaryColumns.BUCKET)));
        }
        columns.append(", ").append(column(SummaryColumns.ROWS));
        for (String sum : definition.sums()) {
            columns.append(", ").append(column(SummaryColumns.count(sum)));
            columns.append(", ").append(column(SummaryColumns.sum(sum)));
        }
        return columns.toString();
    }

    private static String column(String name) {
        return "s." + name;
    }

    private Figures figures(Row row) {
        List<Sum> sums = new ArrayList<>(definition.sums().size());
        for (int i = 0; i < definition.sums().size(); i++) {
            BigDecimal sum = row.getBigDecimal(FIRST_SUM + 2 * i + 1);
            sums.add(new Sum(row.getLong(FIRST_SUM + 2 * i), sum == null ? BigDecimal.ZERO : sum));
        }
        return new Figures(definition.sums(), row.getLong(2), sums);
    }
}

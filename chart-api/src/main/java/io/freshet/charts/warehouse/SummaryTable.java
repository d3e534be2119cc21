package io.freshet.charts.warehouse;

import io.freshet.charts.summary.GroupFigures;
import io.freshet.charts.summary.GroupKey;
import io.freshet.charts.summary.Summary;
import io.freshet.pipeline.Aggregate;
import io.freshet.pipeline.Grouping;
import io.freshet.pipeline.StateColumn;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.warehouse.layout.RowColumns;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.SummarySql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A summary's table.
 *
 * @param <K> what rows are grouped by: the group's text, or the bucket's start in seconds since
 *     1970 UTC
 */
public final class SummaryTable<K extends Comparable<K>> implements WarehouseTable {

    private static final int GROUP = 1;
    private static final int ROWS = 2;

    private final String schema;
    private final SummaryDefinition definition;
    private final boolean windowed;
    private final Function<Row, K> key;
    private final Summary<K> summary;
    private final List<List<StateColumn>> stateColumns;
    private boolean loaded;

    private SummaryTable(
            String schema, SummaryDefinition definition, boolean windowed, Function<Row, K> key) {
        this.schema = schema;
        this.definition = definition;
        this.windowed = windowed;
        this.key = key;
        this.summary = new Summary<>(definition.aggregates());
        this.stateColumns = definition.aggregates().stream().map(Aggregate::stateColumns).toList();
    }

    /** A summary by the values of a column. */
    public static SummaryTable<String> byColumn(String schema, SummaryDefinition definition) {
        return new SummaryTable<>(schema, definition, false, row -> row.getString(GROUP));
    }

    /**
     * A summary by time.
     *
     * @param windowed whether only the last days are held
     */
    public static SummaryTable<Long> byTime(
            String schema, SummaryDefinition definition, boolean windowed) {
        return new SummaryTable<>(schema, definition, windowed, row -> row.getLong(GROUP));
    }

    /** A summary by several things. */
    public static SummaryTable<GroupKey> byDimensions(String schema, SummaryDefinition definition) {
        return new SummaryTable<>(
                schema, definition, false, row -> GroupKey.parse(row.getString(GROUP)));
    }

    @Override
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

    @Override
    public boolean isLoaded() {
        return loaded;
    }

    @Override
    public Future<RowSet<Row>> read(SqlConnection connection, Scope scope) {
        Tuple parameters = Tuple.tuple();
        if (loaded) {
            parameters.addArrayOfInteger(scope.sources()).addArrayOfLong(scope.versions());
        } else {
            parameters.addArrayOfInteger(new Integer[0]).addArrayOfLong(new Long[0]);
        }
        if (windowed) {
            parameters.addOffsetDateTime(scope.windowStart().atOffset(ZoneOffset.UTC));
        }
        return connection
                .preparedQuery(
                        SummarySql.changes(
                                qualifiedName(), columns(), scope.everything(), windowed))
                .execute(parameters);
    }

    @Override
    public void forget(int source) {
        summary.forget(source);
    }

    @Override
    public void take(RowSet<Row> rows) {
        loaded = true;
        for (Row row : rows) {
            summary.put(row.getInteger(0), key.apply(row), figures(row));
        }
    }

    /** What is selected of the table, called s: source, group, and its columns of numbers. */
    private String columns() {
        Grouping grouping = definition.grouping();
        StringBuilder columns = new StringBuilder(column(RowColumns.SOURCE_ID));
        columns.append(", ").append(grouping.selected(column(grouping.column())));
        for (StateColumn state : definition.stateColumns()) {
            columns.append(", ").append(column(state.name()));
        }
        return columns.toString();
    }

    private static String column(String name) {
        return "s." + name;
    }

    private GroupFigures figures(Row row) {
        List<List<BigDecimal>> states = new ArrayList<>(stateColumns.size());
        int place = ROWS + 1;
        for (List<StateColumn> columns : stateColumns) {
            List<BigDecimal> state = new ArrayList<>(columns.size());
            for (StateColumn column : columns) {
                state.add(number(row, place, column));
                place++;
            }
            states.add(state);
        }
        return new GroupFigures(definition.aggregates(), row.getLong(ROWS), states);
    }

    private static BigDecimal number(Row row, int place, StateColumn column) {
        return column.isWhole() ? BigDecimal.valueOf(row.getLong(place)) : row.getBigDecimal(place);
    }
}

package io.freshet.charts.warehouse;

import io.freshet.charts.settings.ChartLimits;
import io.freshet.charts.summary.Absence;
import io.freshet.charts.summary.GroupFigures;
import io.freshet.charts.summary.GroupKey;
import io.freshet.charts.summary.Summary;
import io.freshet.pipeline.Aggregate;
import io.freshet.pipeline.Grouping;
import io.freshet.pipeline.StateColumn;
import io.freshet.pipeline.SummaryDefinition;
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
import org.jboss.logging.Logger;

/**
 * A summary's table.
 *
 * @param <K> what rows are grouped by: the group's text, or the bucket's start in seconds since
 *     1970 UTC
 */
public final class SummaryTable<K extends Comparable<K>> implements WarehouseTable {

    private static final Logger LOG = Logger.getLogger(SummaryTable.class);
    private static final String TOO_MANY =
            "The chart has more than %d groups or different values, which are more than are held;"
                    + " it is back when there are fewer. Let it be broken down by less, or raise"
                    + " freshet.charts.groups or freshet.charts.values.";
    private static final String BUILDING =
            "The chart is being made of the rows that are held, as its definition is a new one; %s to"
                    + " go. It is there by itself when they are done.";
    private static final int GROUP = 1;
    private static final int ROWS = 2;

    private final String name;
    private final SummaryDefinition definition;
    private final boolean windowed;
    private final int most;
    private final Function<Row, K> key;
    private final Summary<K> summary;
    private final List<List<StateColumn>> stateColumns;
    private final SummaryStatements statements;
    private boolean loaded;
    private long lacking;
    private boolean counting;
    private boolean fewEnough;
    private int passed;

    private SummaryTable(
            String schema,
            SummaryDefinition definition,
            boolean windowed,
            int most,
            Summary<K> summary,
            Function<Row, K> key) {
        this.name = SqlText.qualified(schema, definition.name());
        this.statements = new SummaryStatements(name, definition, windowed);
        this.definition = definition;
        this.windowed = windowed;
        this.most = most;
        this.key = key;
        this.summary = summary;
        this.stateColumns = definition.aggregates().stream().map(Aggregate::stateColumns).toList();
    }

    /**
     * A summary by the values of a column.
     *
     * @param most as of {@link #byDimensions}
     */
    public static SummaryTable<String> byColumn(
            String schema, SummaryDefinition definition, int most) {
        return new SummaryTable<String>(
                schema,
                definition,
                false,
                most,
                Summary.inOrder(definition.aggregates()),
                row -> row.getString(GROUP));
    }

    /**
     * A summary by time.
     *
     * @param windowed whether only the last days are held
     * @param most as of {@link #byDimensions}
     */
    public static SummaryTable<Long> byTime(
            String schema, SummaryDefinition definition, boolean windowed, int most) {
        return new SummaryTable<Long>(
                schema,
                definition,
                windowed,
                most,
                Summary.inOrder(definition.aggregates()),
                row -> row.getLong(GROUP));
    }

    /**
     * A summary by several things.
     *
     * @param most how many of its rows are held; where there are more, none are until there are
     *     fewer
     */
    public static SummaryTable<GroupKey> byDimensions(
            String schema, SummaryDefinition definition, int most) {
        return new SummaryTable<GroupKey>(
                schema,
                definition,
                false,
                most,
                Summary.ofMany(definition.aggregates()),
                row -> GroupKey.parse(row.getString(GROUP)));
    }

    @Override
    public String qualifiedName() {
        return name;
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
    public boolean isDue(boolean everything) {
        if (lacking > 0) {
            return false;
        }
        if (!isTooLarge()) {
            return everything || loaded;
        }
        passed += everything ? 1 : 0;
        return everything && (fewEnough || passed % ChartLimits.LOOKS_UNTIL_COUNTED == 0);
    }

    @Override
    public Future<RowSet<Row>> read(SqlConnection connection, Scope scope) {
        counting = isTooLarge() && !fewEnough;
        if (counting) {
            return connection
                    .preparedQuery(
                            SummarySql.count(qualifiedName(), most + 1L, keepsEmpty(), windowed))
                    .execute(
                            windowed
                                    ? Tuple.of(scope.windowStart().atOffset(ZoneOffset.UTC))
                                    : Tuple.tuple());
        }
        Tuple parameters = Tuple.tuple();
        if (loaded) {
            parameters.addArrayOfInteger(scope.sources()).addArrayOfLong(scope.versions());
        } else {
            parameters.addArrayOfInteger(new Integer[0]).addArrayOfLong(new Long[0]);
        }
        if (windowed) {
            parameters.addOffsetDateTime(scope.windowStart().atOffset(ZoneOffset.UTC));
        }
        // All rows are read without the index: most of the table would be looked up one by one.
        boolean byIndex = loaded && definition.mayBeLarge();
        return connection
                .preparedQuery(statements.changes(scope.everything(), byIndex) + bound())
                .execute(parameters);
    }

    @Override
    public void building(long sources) {
        if (sources == lacking) {
            return;
        }
        loaded = false;
        fewEnough = false;
        lacking = sources;
        if (sources > 0) {
            summary.giveUp(
                    new Absence(
                            Absence.BUILDING,
                            BUILDING.formatted(
                                    sources == 1 ? "one source" : sources + " sources")));
        }
    }

    private boolean isTooLarge() {
        return summary.absence()
                .filter(absence -> absence.state().equals(Absence.TOO_LARGE))
                .isPresent();
    }

    @Override
    public void forget(int source) {
        summary.forget(source);
    }

    @Override
    public void take(RowSet<Row> rows) {
        if (lacking > 0) {
            return;
        }
        if (counting) {
            fewEnough = rows.iterator().next().getLong(0) <= most;
            return;
        }
        if (summary.absence().isPresent()) {
            LOG.infof(
                    isTooLarge() ? "%s has few enough groups again" : "%s is complete",
                    qualifiedName());
            fewEnough = false;
            summary.begin();
        }
        loaded = true;
        for (Row row : rows) {
            put(row.getInteger(0), key.apply(row), figures(row));
        }
        if (summary.size() > most || rows.size() > readable()) {
            loaded = false;
            summary.giveUp(new Absence(Absence.TOO_LARGE, TOO_MANY.formatted(most)));
            LOG.warnf(
                    "%s has more than %d groups; charts of it answer 503 until it has fewer",
                    qualifiedName(), most);
        }
    }

    private void put(int source, K group, GroupFigures figures) {
        if (!keepsEmpty() && figures.rows() == 0) {
            summary.remove(source, group);
        } else {
            summary.put(source, group, figures);
        }
    }

    /** Whether groups stay that have no rows any more: that there were rows once is shown. */
    private boolean keepsEmpty() {
        return definition.grouping() instanceof Grouping.ByTime;
    }

    // Changes may be those of groups that go and of as many that come.
    private long readable() {
        return 2L * most;
    }

    private String bound() {
        return (loaded || keepsEmpty() ? "" : " and s.rows <> 0") + " limit " + (readable() + 1);
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

package io.freshet.charts.warehouse;

import io.freshet.charts.summary.Absence;
import io.freshet.charts.summary.GroupKey;
import io.freshet.charts.summary.ListedRows;
import io.freshet.pipeline.ChartWhere;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.RowList;
import io.freshet.warehouse.layout.FirstRowsSql;
import io.freshet.warehouse.layout.SqlText;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first rows of a table. They are read anew where anything of the pipeline's sources was
 * applied, at most once a refresh, and where a day began that makes a difference.
 */
public final class FirstRows implements WarehouseTable {

    private static final String BUILDING =
            "The index by which the chart's rows are read is being made, as its definition is a new"
                    + " one. The chart is there by itself when that is done.";

    private final String index;
    private final String readAll;
    private final String readSome;
    private final ListedRows rows = new ListedRows();
    private final Optional<ChartWhere> moving;
    private final Clock clock;
    private Integer[] sources;
    private LocalDate asked;
    private LocalDate day;
    private long lacking;

    /**
     * @param clock tells which day it is
     */
    public FirstRows(PipelineDefinition pipeline, RowList list, Clock clock) {
        this.index = SqlText.qualified(pipeline.name(), list.indexName(pipeline));
        FirstRowsSql sql = list.sql(pipeline);
        this.readAll = sql.read(true);
        this.readSome = sql.read(false);
        this.moving = list.where().filter(ChartWhere::moves);
        this.clock = clock;
    }

    /** What is held of them. */
    public ListedRows rows() {
        return rows;
    }

    /** The index: it is made last, and without it reading them would take long. */
    @Override
    public String qualifiedName() {
        return index;
    }

    @Override
    public boolean isLoaded() {
        return sources != null;
    }

    @Override
    public boolean isDue(boolean everything) {
        return lacking == 0 && (everything || isLoaded());
    }

    @Override
    public void building(long sources) {
        if (sources > 0 && lacking == 0) {
            this.sources = null;
            rows.giveUp(new Absence(Absence.BUILDING, BUILDING));
        }
        lacking = sources;
    }

    @Override
    public Future<RowSet<Row>> read(SqlConnection connection, Scope scope) {
        Tuple parameters =
                Tuple.tuple()
                        .addArrayOfInteger(scope.sources())
                        .addArrayOfLong(scope.versions())
                        .addArrayOfInteger(sources);
        if (moving.isPresent()) {
            asked = moving.get().today(clock.instant());
            parameters.addLocalDate(asked).addLocalDate(day);
        }
        return connection
                .preparedQuery(scope.everything() ? readAll : readSome)
                .execute(parameters);
    }

    @Override
    public void take(RowSet<Row> answer) {
        if (lacking > 0) {
            return;
        }
        List<GroupKey> read = new ArrayList<>();
        boolean complete = true;
        for (Row row : answer) {
            sources = row.getArrayOfIntegers(0);
            if (!row.getBoolean(1)) {
                return;
            }
            if (row.getString(2) != null) {
                read.add(GroupKey.parse(row.getString(2)));
            }
            complete = row.size() == 3 || row.getBoolean(3);
        }
        day = asked;
        rows.put(read, complete);
    }

    /** Nothing: when a source goes, the rows are read anew. */
    @Override
    public void forget(int source) {
        // The next answer is about the sources that are declared then.
    }
}

package io.freshet.aggregator.schema;

import io.freshet.pipeline.ChartDefinition;
import io.freshet.pipeline.JoinDefinition;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.StateColumn;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.BuildingSql.Stage;
import io.freshet.warehouse.layout.RowColumns;
import io.freshet.warehouse.layout.ShortName;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.SummaryColumns;
import io.freshet.warehouse.layout.SummarySql;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Statements that make and fill a pipeline's tables. */
final class TableDdl {

    // Summary rows are updated by every batch: room on the page lets the new version stay there
    // without touching the index, and the few pages are worth vacuuming often.
    private static final String HOT_TABLE = "fillfactor = 40, ";

    private static final String VACUUM =
            """
            autovacuum_vacuum_scale_factor = 0.05,
             autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0\
            """;

    private TableDdl() {}

    static String create(PipelineDefinition pipeline, TableDefinition table) {
        String columns =
                table.heldColumns().stream()
                        .map(
                                column ->
                                        SqlText.quoted(column.name())
                                                + " "
                                                + column.type().warehouseType())
                        .collect(Collectors.joining(", "));
        return """
        create table %s (source_id int not null, row_key bigint not null,
         row_digest bigint not null, row_time timestamptz, %s,
         primary key (source_id, row_key))\
        """
                .formatted(SqlText.qualified(pipeline.name(), table.name()), columns);
    }

    static String create(PipelineDefinition pipeline, SummaryDefinition summary) {
        String numbers =
                summary.stateColumns().stream()
                        .map(StateColumn::declaration)
                        .collect(Collectors.joining(", "));
        return """
        create table %1$s (%2$s int not null, %3$s %4$s not null, %5$s,
         %6$s bigint not null, primary key (%2$s, %3$s)) with (%7$s%8$s)\
        """
                .formatted(
                        SqlText.qualified(pipeline.name(), summary.name()),
                        RowColumns.SOURCE_ID,
                        summary.grouping().column(),
                        summary.grouping().columnType(),
                        numbers,
                        SummaryColumns.VERSION,
                        summary.mayBeLarge() ? "" : HOT_TABLE,
                        VACUUM);
    }

    /**
     * An index.
     *
     * @param table the table whose rows it is of
     * @param stage when it is made in the background
     * @param make the statement that makes it where it is not there
     */
    record Index(String table, Stage stage, String make) {

        private static final String AT_ONCE = "create index if not exists";

        /** The statement that makes it while others write; not for transactions. */
        String besideWriters() {
            return make.replaceFirst(AT_ONCE, "create index concurrently");
        }
    }

    /**
     * The indexes by which rows that are joined are found, and the first rows for charts, by their
     * names.
     */
    static Map<String, Index> indexes(PipelineDefinition pipeline) {
        Map<String, Index> indexes = new LinkedHashMap<>();
        for (JoinDefinition join : pipeline.joins()) {
            joined(indexes, pipeline, join.table(), join.column());
            joined(indexes, pipeline, join.parent(), join.key());
        }
        for (ChartDefinition chart : pipeline.charts()) {
            chart.shape()
                    .rowList()
                    .ifPresent(
                            rows ->
                                    rows.indexes(pipeline)
                                            .forEach(
                                                    (name, sql) ->
                                                            indexes.put(
                                                                    name,
                                                                    new Index(
                                                                            rows.table(),
                                                                            Stage.ROWS_INDEX,
                                                                            sql))));
        }
        return indexes;
    }

    private static void joined(
            Map<String, Index> indexes, PipelineDefinition pipeline, String table, String column) {
        String name = "joined_" + ShortName.checksum(table + " " + column);
        indexes.put(
                name,
                new Index(
                        table,
                        Stage.JOIN_INDEX,
                        "%s %s on %s (%s, %s)"
                                .formatted(
                                        Index.AT_ONCE,
                                        SqlText.quoted(name),
                                        SqlText.qualified(pipeline.name(), table),
                                        RowColumns.SOURCE_ID,
                                        SqlText.quoted(column))));
    }

    static String dropIndex(PipelineDefinition pipeline, String name, boolean besideWriters) {
        return "drop index %sif exists %s"
                .formatted(
                        besideWriters ? "concurrently " : "",
                        SqlText.qualified(pipeline.name(), name));
    }

    /** Fills an empty summary from the rows; each source's version is what {@code applied} says. */
    static String fill(PipelineDefinition pipeline, SummaryDefinition summary) {
        return SummarySql.fill(
                SqlText.qualified(pipeline.name(), summary.name()),
                summary.from(pipeline, SqlText.qualified(pipeline.name(), summary.table())),
                summary.grouping().ofRow(),
                summary.stateColumns().stream()
                        .map(StateColumn::total)
                        .collect(Collectors.joining(", ")));
    }

    static String drop(String pipeline, String table) {
        return "drop table if exists " + SqlText.qualified(pipeline, table);
    }
}

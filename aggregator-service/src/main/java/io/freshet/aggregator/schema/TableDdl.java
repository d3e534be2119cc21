package io.freshet.aggregator.schema;

import io.freshet.pipeline.ColumnMeaning;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.SummaryColumns;
import io.freshet.warehouse.layout.SummarySql;
import java.util.stream.Collectors;

/** Statements that make and fill a pipeline's tables. */
final class TableDdl {

    // Summary rows are updated by every batch: room on the page lets the new version stay there
    // without touching the index, and the few pages are worth vacuuming often.
    private static final String HOT_TABLE =
            """
             with (fillfactor = 40, autovacuum_vacuum_scale_factor = 0.05,
              autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0)""";

    private TableDdl() {}

    static String create(PipelineDefinition pipeline, TableDefinition table) {
        String columns =
                table.columns().stream()
                        .map(
                                column ->
                                        SqlText.quoted(column.name())
                                                + (column.meaning() instanceof ColumnMeaning.Decimal
                                                        ? " numeric"
                                                        : " text"))
                        .collect(Collectors.joining(", "));
        return """
               create table %s (source_id int not null, row_key bigint not null,
                row_digest bigint not null, row_time timestamptz, %s,
                primary key (source_id, row_key))"""
                .formatted(SqlText.qualified(pipeline.name(), table.name()), columns);
    }

    static String create(PipelineDefinition pipeline, SummaryDefinition summary) {
        String sums =
                summary.sums().stream()
                        .map(
                                sum ->
                                        "%s bigint not null, %s numeric not null, "
                                                .formatted(
                                                        SummaryColumns.count(sum),
                                                        SummaryColumns.sum(sum)))
                        .collect(Collectors.joining());
        String group = SqlText.quoted(SummaryGroup.group(summary));
        return """
               create table %s (source_id int not null, %s %s not null, rows bigint not null,
                %sversion bigint not null, primary key (source_id, %s))%s"""
                .formatted(
                        SqlText.qualified(pipeline.name(), summary.name()),
                        group,
                        SummaryGroup.groupType(summary),
                        sums,
                        group,
                        HOT_TABLE);
    }

    /** Fills an empty summary from the rows; each source's version is what {@code applied} says. */
    static String fill(PipelineDefinition pipeline, SummaryDefinition summary) {
        return SummarySql.fill(
                SqlText.qualified(pipeline.name(), summary.name()),
                SqlText.qualified(pipeline.name(), summary.table()),
                SummaryGroup.groupExpression(summary),
                summary.sums().stream()
                        .map(SqlText::quoted)
                        .map(sum -> ", count(%1$s), coalesce(sum(%1$s), 0)".formatted(sum))
                        .collect(Collectors.joining()));
    }

    static String drop(String pipeline, String table) {
        return "drop table if exists " + SqlText.qualified(pipeline, table);
    }
}

package io.freshet.aggregator.schema;

import io.freshet.pipeline.ColumnMeaning;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.TableDefinition;
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
                                        SqlName.quoted(column.name())
                                                + (column.meaning() instanceof ColumnMeaning.Decimal
                                                        ? " numeric"
                                                        : " text"))
                        .collect(Collectors.joining(", "));
        return """
               create table %s (source_id int not null, row_key bigint not null,
                row_digest bigint not null, row_time timestamptz, %s,
                primary key (source_id, row_key))"""
                .formatted(SqlName.qualified(pipeline.name(), table.name()), columns);
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
        String group = SqlName.quoted(SummaryColumns.group(summary));
        return """
               create table %s (source_id int not null, %s %s not null, rows bigint not null,
                %sversion bigint not null, primary key (source_id, %s))%s"""
                .formatted(
                        SqlName.qualified(pipeline.name(), summary.name()),
                        group,
                        SummaryColumns.groupType(summary),
                        sums,
                        group,
                        HOT_TABLE);
    }

    /** Fills an empty summary from the rows; each source's version is what {@code applied} says. */
    static String fill(PipelineDefinition pipeline, SummaryDefinition summary) {
        String sums =
                summary.sums().stream()
                        .map(SqlName::quoted)
                        .map(sum -> "count(%s), coalesce(sum(%s), 0), ".formatted(sum, sum))
                        .collect(Collectors.joining());
        String group = SummaryColumns.groupExpression(summary);
        return """
               insert into %s select t.source_id, %s, count(*), %sa.version
                from %s t join freshet.applied a using (source_id)
                where %s is not null group by 1, 2, a.version"""
                .formatted(
                        SqlName.qualified(pipeline.name(), summary.name()),
                        group,
                        sums,
                        SqlName.qualified(pipeline.name(), summary.table()),
                        group);
    }

    static String drop(String pipeline, String table) {
        return "drop table if exists " + SqlName.qualified(pipeline, table);
    }
}

package io.freshet.aggregator.statement;

import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.Grouping;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.StateColumn;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.TimeSql;
import java.util.List;

/**
 * Writes the statement that inserts rows whose keys are not held, together with the differences
 * that they make, which the caller has worked out. Parameters, all of them arrays: source, key,
 * digest, time and columns of the rows; source, range, rows, digest and version of the range
 * checksums; then of each summary source, group, version and the state columns.
 */
final class InsertSql {

    private final StringBuilder sql = new StringBuilder();
    private int parameters;

    private InsertSql() {}

    static String of(PipelineDefinition pipeline, TableDefinition table) {
        InsertSql builder = new InsertSql();
        builder.rows(SqlText.qualified(pipeline.name(), table.name()), table);
        builder.sql.append(MergeSql.checksums(table.name(), builder.checksums()));
        for (SummaryDefinition summary : pipeline.summariesOf(table.name())) {
            builder.sql.append(MergeSql.summary(pipeline, summary, builder.summary(summary)));
        }
        return builder.sql.append(" select 1").toString();
    }

    private void rows(String name, TableDefinition table) {
        // Arrays unnested side by side in a select list are read as they go; in a from clause they
        // would first be copied.
        StringBuilder unnested =
                new StringBuilder(
                        "%s as source_id, %s as row_key, %s as row_digest, %s as micros"
                                .formatted(
                                        unnested("int"),
                                        unnested("bigint"),
                                        unnested("bigint"),
                                        unnested("bigint")));
        StringBuilder columns = new StringBuilder();
        StringBuilder values = new StringBuilder();
        for (ColumnDefinition column : table.columns()) {
            String quoted = SqlText.quoted(column.name());
            unnested.append(", ").append(unnested("text")).append(" as ").append(quoted);
            columns.append(", ").append(quoted);
            values.append(", ").append(quoted);
            values.append(column.type().cast());
        }
        sql.append(
                """
                with written as (
                 insert into %s (source_id, row_key, row_digest, row_time%s)
                 select source_id, row_key, row_digest,
                  %s%s
                 from (select %s) i)
                """
                        .formatted(name, columns, TimeSql.fromMicros("micros"), values, unnested));
    }

    private String checksums() {
        return "select %s, %s, %s, %s, %s"
                .formatted(
                        unnested("int"),
                        unnested("bigint"),
                        unnested("bigint"),
                        unnested("bigint"),
                        unnested("bigint"));
    }

    private String summary(SummaryDefinition summary) {
        Grouping grouping = summary.grouping();
        String source = unnested("int");
        String group = unnested(grouping.parameterType());
        String version = unnested("bigint");
        StringBuilder inner =
                new StringBuilder(
                        "%s as source_id, %s as g, %s as version"
                                .formatted(source, group, version));
        StringBuilder outer = new StringBuilder();
        List<StateColumn> columns = summary.stateColumns();
        for (int index = 0; index < columns.size(); index++) {
            StateColumn column = columns.get(index);
            inner.append(", %s as v%d".formatted(unnested(column.parameterType()), index));
            outer.append("v%d%s, ".formatted(index, column.cast()));
        }
        return "select source_id, %s, %sversion from (select %s) d"
                .formatted(grouping.ofParameter("g"), outer, inner);
    }

    private String unnested(String type) {
        parameters++;
        return "unnest($%d::%s[])".formatted(parameters, type);
    }
}

package io.freshet.aggregator.apply;

import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.ColumnMeaning;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.SummaryDefinition.Grouping;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.SqlText;

/**
 * Writes the statement that inserts rows whose keys are not held, together with the differences
 * that they make, which the caller has worked out. Parameters, all of them arrays: source, key,
 * digest, time and columns of the rows; source, range, rows, digest and version of the ledger; then
 * of each summary source, group, rows, version, and count and sum of each summed column.
 */
final class InsertSql {

    private final StringBuilder sql = new StringBuilder();
    private int parameters;

    private InsertSql() {}

    static String of(PipelineDefinition pipeline, TableDefinition table) {
        InsertSql builder = new InsertSql();
        builder.rows(SqlText.qualified(pipeline.name(), table.name()), table);
        builder.sql.append(MergeSql.ledger(table.name(), builder.ledger()));
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
            values.append(column.meaning() instanceof ColumnMeaning.Decimal ? "::numeric" : "");
        }
        sql.append(
                """
                with written as (
                 insert into %s (source_id, row_key, row_digest, row_time%s)
                 select source_id, row_key, row_digest,
                  timestamptz 'epoch' + micros * interval '1 microsecond'%s
                 from (select %s) i)
                """
                        .formatted(name, columns, values, unnested));
    }

    private String ledger() {
        return "select %s, %s, %s, %s, %s"
                .formatted(
                        unnested("int"),
                        unnested("bigint"),
                        unnested("bigint"),
                        unnested("bigint"),
                        unnested("bigint"));
    }

    private String summary(SummaryDefinition summary) {
        boolean byTime = summary.grouping() instanceof Grouping.ByTime;
        String source = unnested("int");
        String group = unnested(byTime ? "bigint" : "text");
        String rows = unnested("bigint");
        String version = unnested("bigint");
        StringBuilder inner =
                new StringBuilder(
                        "%s as source_id, %s as g, %s as n, %s as version"
                                .formatted(source, group, rows, version));
        StringBuilder outer = new StringBuilder("n");
        for (int index = 0; index < summary.sums().size(); index++) {
            inner.append(", %s as c%d".formatted(unnested("bigint"), index));
            inner.append(", %s as s%d".formatted(unnested("text"), index));
            outer.append(", c%1$d, s%1$d::numeric".formatted(index));
        }
        return "select source_id, %s, %s, version from (select %s) d"
                .formatted(
                        byTime ? "timestamptz 'epoch' + g * interval '1 microsecond'" : "g",
                        outer,
                        inner);
    }

    private String unnested(String type) {
        parameters++;
        return "unnest($%d::%s[])".formatted(parameters, type);
    }
}

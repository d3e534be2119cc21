package io.freshet.aggregator.statement;

import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.pipeline.DerivedColumn;
import io.freshet.pipeline.RejectionReason;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.QuarantineSql;
import io.freshet.warehouse.layout.SqlText;
import java.util.List;
import java.util.stream.Collectors;

/** The statement that says why rows have no value of a derived column. */
public final class DerivedSql {

    private DerivedSql() {}

    /**
     * Quarantines what could not be worked out of some rows; answers as {@link QuarantineSql#ADD}
     * does.
     *
     * @param rows the rows, as they stand after {@code from} before a name for them
     */
    static String failures(TableDefinition table, String rows) {
        return failures(table, table.derivation().all(), rows);
    }

    /** As above, of some columns of the table, at least one. */
    public static String failures(TableDefinition table, List<DerivedColumn> columns, String rows) {
        return QuarantineSql.add(
                """
                select h.source_id, %s, h.row_key, d.c, left(d.v, %d), %s || ': ' || d.f
                 from %s h cross join lateral (values %s) d (c, v, f) where d.f is not null\
                """
                        .formatted(
                                SqlText.literal(table.name()),
                                AggregatorLimits.QUARANTINED_VALUE,
                                SqlText.literal(RejectionReason.REFUSED.text()),
                                rows,
                                columns.stream()
                                        .map(DerivedSql::failure)
                                        .collect(Collectors.joining(", "))));
    }

    private static String failure(DerivedColumn column) {
        return "(%s, %s, %s)"
                .formatted(
                        SqlText.literal(column.declaredAs()),
                        column.inputsOf("h"),
                        column.failure("h"));
    }
}

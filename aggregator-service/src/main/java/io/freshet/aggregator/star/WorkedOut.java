package io.freshet.aggregator.star;

import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.pipeline.RejectionReason;
import io.freshet.pipeline.StarColumn;
import io.freshet.warehouse.layout.SqlText;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The columns of a star table worked out of rows called {@code f}, as parts of a statement. No row
 * makes the statement fail: why a value cannot be had is told beside it.
 *
 * @param columns the columns
 * @param strict whether a row is of no use where a column lacks a value that must have one
 */
record WorkedOut(List<StarColumn> columns, boolean strict) {

    private static final String REFUSED =
            SqlText.literal(RejectionReason.REFUSED.text() + ": ") + " || ";
    private static final String NO_VALUE = SqlText.literal(RejectionReason.NO_VALUE.text());

    /** What stands after the rows in {@code from}; the columns are those of {@code v}. */
    String from() {
        return columns.stream()
                        .flatMap(column -> column.call().stream())
                        .map(call -> " cross join lateral " + call)
                        .collect(Collectors.joining())
                + " cross join lateral (select "
                + list(column -> "%s as %s".formatted(value(column), column.quoted()))
                + ") v";
    }

    /**
     * What is wrong with a row, as a JSON array of arrays column, told, reason; null for nothing.
     */
    String problems() {
        return """
               (select jsonb_agg(jsonb_build_array(w.c, left(w.t, %d), w.r)) from (values %s)\
                w (c, t, r) where w.r is not null)"""
                .formatted(
                        AggregatorLimits.QUARANTINED_VALUE,
                        list(
                                column ->
                                        "(%s, %s, %s)"
                                                .formatted(
                                                        SqlText.literal(column.name()),
                                                        column.told(),
                                                        reason(column))));
    }

    private String reason(StarColumn column) {
        String refused = REFUSED + "(" + column.failure() + ")";
        return strict && !column.optional()
                ? "coalesce(%s, case when %s is null then %s end)"
                        .formatted(refused, column.value(), NO_VALUE)
                : refused;
    }

    private static String value(StarColumn column) {
        String value =
                "case when (%s) is null then (%s)::%s end"
                        .formatted(column.failure(), column.value(), column.type().sql());
        return column.otherwise()
                .map(otherwise -> "coalesce(%s, %s)".formatted(value, otherwise))
                .orElse(value);
    }

    /** The columns' names. */
    String names() {
        return list(StarColumn::quoted);
    }

    /** The columns' names, each of a row of that name. */
    String names(String row) {
        return list(column -> row + "." + column.quoted());
    }

    String list(Function<StarColumn, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(", "));
    }
}

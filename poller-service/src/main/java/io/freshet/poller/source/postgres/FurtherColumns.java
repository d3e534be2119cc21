package io.freshet.poller.source.postgres;

import io.freshet.warehouse.layout.SqlText;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What a row has in columns that are not declared, as one value. */
final class FurtherColumns {

    private FurtherColumns() {}

    /**
     * An expression for it: the text of a JSON object of texts, without those that are null; null
     * where none is left.
     *
     * @param value gives the expression for the text of a column
     */
    static String text(Set<String> columns, UnaryOperator<String> value) {
        return columns.isEmpty()
                ? "null::pg_catalog.text"
                : "nullif(pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_object(array[%s]::pg_catalog.text[], array[%s]::pg_catalog.text[]))::pg_catalog.text, '{}')"
                        .formatted(
                                columns.stream()
                                        .map(SqlText::literal)
                                        .collect(Collectors.joining(", ")),
                                columns.stream().map(value).collect(Collectors.joining(", ")));
    }
}

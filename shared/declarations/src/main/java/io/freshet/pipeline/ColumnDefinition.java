package io.freshet.pipeline;

import io.freshet.warehouse.layout.RowColumns;
import java.util.Optional;

/**
 * A column that is read from the sources.
 *
 * @param name the column in the warehouse
 * @param source the column in the source; empty for all that are not declared
 * @param type what its values are once read
 * @param sourceType the type that the column must have in the source, as {@code format_type} writes
 *     it; empty where any type that reads as text will do
 */
public record ColumnDefinition(
        String name, String source, ColumnType type, Optional<String> sourceType) {

    /** Says of a row that it is held and counts nowhere; it is in no source. */
    static final ColumnDefinition ASIDE =
            new ColumnDefinition(
                    RowColumns.ROW_ASIDE,
                    RowColumns.ROW_ASIDE,
                    ColumnType.named("boolean"),
                    Optional.empty());

    /** Holds, as one JSON object of texts, what a row has in columns that are not declared. */
    static final ColumnDefinition FURTHER =
            new ColumnDefinition("further", "", ColumnType.named("jsonb"), Optional.empty());

    /** A column of a source that is read as a text. */
    public static ColumnDefinition text(String source) {
        return new ColumnDefinition(source, source, ColumnType.named("text"), Optional.empty());
    }

    /** Whether the column holds what a row has in columns that are not declared. */
    public boolean isFurther() {
        return source.isEmpty();
    }

    /** The same with wider numbers, where a source may come to have them. */
    ColumnDefinition widened() {
        return new ColumnDefinition(name, source, type.widened(), sourceType);
    }

    /**
     * The column as a text that differs exactly where values held under it would differ.
     *
     * @param grouped whether a summary groups by the column
     */
    String canonical(boolean grouped) {
        String from = source.equals(name) ? "" : " from " + source;
        return name + from + " " + type.canonical(grouped);
    }
}

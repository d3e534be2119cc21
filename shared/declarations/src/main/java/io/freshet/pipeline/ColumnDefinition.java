package io.freshet.pipeline;

import java.util.Optional;

/**
 * A column that is read from the sources.
 *
 * @param name the column in the warehouse
 * @param source the column in the source
 * @param type what its values are once read
 * @param sourceType the type that the column must have in the source, as {@code format_type} writes
 *     it; empty where any type that reads as text will do
 */
public record ColumnDefinition(
        String name, String source, ColumnType type, Optional<String> sourceType) {

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

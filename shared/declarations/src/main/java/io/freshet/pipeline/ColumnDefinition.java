package io.freshet.pipeline;

import java.util.Optional;

/**
 * A column that is read from the sources.
 *
 * @param name the column in the source and in the warehouse
 * @param meaning what its values are once read
 * @param sourceType the type that the column must have in the source, as {@code format_type} writes
 *     it; empty where any type that reads as text will do
 */
public record ColumnDefinition(String name, ColumnMeaning meaning, Optional<String> sourceType) {}

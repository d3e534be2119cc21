package io.freshet.pipeline;

import java.util.Optional;

/**
 * A column of the key of a table.
 *
 * @param source the column in the source
 * @param held the declared column that holds it, which has its type; empty where none does: it is
 *     the only column of the key then and of an integer type, and the row's key is its value
 */
public record KeyColumn(String source, Optional<ColumnDefinition> held) {}

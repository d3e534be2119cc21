package io.freshet.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table that is read from the sources.
 *
 * @param name the table in the source, and in the pipeline's schema of the warehouse
 * @param schema the table's schema in the source, {@code public} by default
 * @param key an integer column that is unique and indexed, such as the primary key
 * @param time a timestamp column that tells when a row was committed; read where a source has it
 * @param missing values that stand for no value, besides null, empty and white space
 * @param columns the columns read besides the key, at least one
 */
public record TableDefinition(
        String name,
        String schema,
        String key,
        Optional<String> time,
        Set<String> missing,
        List<ColumnDefinition> columns) {

    /** Names of the columns, in order. */
    public List<String> columnNames() {
        return columns.stream().map(ColumnDefinition::name).toList();
    }

    /**
     * The column of that name.
     *
     * @throws IllegalArgumentException where there is none
     */
    public ColumnDefinition column(String column) {
        return columns.stream()
                .filter(candidate -> candidate.name().equals(column))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "table %s has no column %s".formatted(name, column)));
    }

    /**
     * The table as a text that differs exactly where rows held under it would differ.
     *
     * @param grouped the columns that summaries of the table group by: what they hold is bounded
     */
    public String canonical(Set<String> grouped) {
        return "source=%s.%s key=%s time=%s missing=%s columns=%s"
                .formatted(
                        schema,
                        name,
                        key,
                        time.orElse("-"),
                        new TreeSet<>(missing),
                        columns.stream()
                                .map(column -> column.canonical(grouped.contains(column.name())))
                                .toList());
    }
}

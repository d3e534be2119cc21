package io.freshet.pipeline;

import io.freshet.warehouse.layout.Home;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A table that is read from the sources.
 *
 * @param name the table in the pipeline's schema of the warehouse
 * @param relation what it is read from in the source
 * @param key the columns that tell one row from every other, at least one
 * @param time a timestamp column that tells when a row was committed; read where a source has it
 * @param missing values that stand for no value, besides null, empty and white space
 * @param columns the columns read besides the key, at least one
 */
public record TableDefinition(
        String name,
        Relation relation,
        List<KeyColumn> key,
        Optional<String> time,
        Set<String> missing,
        List<ColumnDefinition> columns) {

    /** What the keys of rows are. */
    public Home home() {
        return Home.INTEGER;
    }

    /** The names that the columns of the key have in the source, separated by commas. */
    public String keyNames() {
        return key.stream().map(KeyColumn::source).collect(Collectors.joining(", "));
    }

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
                        relation.schema(),
                        relation.name(),
                        key.stream().map(KeyColumn::source).collect(Collectors.joining(",")),
                        time.orElse("-"),
                        new TreeSet<>(missing),
                        columns.stream()
                                .map(column -> column.canonical(grouped.contains(column.name())))
                                .toList());
    }
}

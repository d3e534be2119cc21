package io.freshet.pipeline;

import io.freshet.warehouse.layout.RowColumns;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the warehouse works out of each row of a table.
 *
 * @param columns the derived columns, each after those that it names
 * @param where which rows count; empty for all
 * @param aside whether rows can be set aside, which then count nowhere
 */
public record Derivation(
        List<DerivedColumn> columns, Optional<DerivedColumn> where, boolean aside) {

    /** Of a table whose rows are as they are read, and all count. */
    public static final Derivation NONE = new Derivation(List.of(), Optional.empty(), false);

    public Derivation {
        columns = List.copyOf(columns);
    }

    /** All columns that the warehouse works out, each after those that it names. */
    public List<DerivedColumn> all() {
        return Stream.concat(columns.stream(), where.stream()).toList();
    }

    /** Whether rows are what was read of them, and all count. */
    public boolean isEmpty() {
        return columns.isEmpty() && !mayNotCount();
    }

    /** Whether there can be rows that do not count. */
    private boolean mayNotCount() {
        return where.isPresent() || aside;
    }

    /**
     * What is true of rows that count; empty where all do.
     *
     * @param row how the statement names the row, with the point behind it
     */
    String condition(String row) {
        return Stream.of(
                        where.isPresent() ? row + RowColumns.ROW_COUNTS : "",
                        aside ? "not " + row + RowColumns.ROW_ASIDE : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" and "));
    }

    /**
     * Those of some rows that count, as a statement says it after {@code from} and before a name.
     *
     * @param rows the table itself, or what has its columns
     */
    public String counted(String rows) {
        return mayNotCount()
                ? "(select * from %s r where %s)".formatted(rows, condition("r."))
                : rows;
    }
}

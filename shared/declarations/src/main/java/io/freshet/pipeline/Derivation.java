package io.freshet.pipeline;

import io.freshet.warehouse.layout.RowColumns;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the warehouse works out of each row of a table.
 *
 * @param columns the derived columns, each after those that it names
 * @param where which rows count; empty for all
 */
public record Derivation(List<DerivedColumn> columns, Optional<DerivedColumn> where) {

    /** Of a table whose rows are as they are read, and all count. */
    public static final Derivation NONE = new Derivation(List.of(), Optional.empty());

    public Derivation {
        columns = List.copyOf(columns);
    }

    /** All columns that the warehouse works out, each after those that it names. */
    public List<DerivedColumn> all() {
        return Stream.concat(columns.stream(), where.stream()).toList();
    }

    /** Whether there is nothing to be worked out. */
    public boolean isEmpty() {
        return columns.isEmpty() && where.isEmpty();
    }

    /**
     * Those of some rows that count, as a statement says it after {@code from} and before a name.
     *
     * @param rows the table itself, or what has its columns
     */
    public String counted(String rows) {
        return where.isEmpty()
                ? rows
                : "(select * from %s r where r.%s)".formatted(rows, RowColumns.ROW_COUNTS);
    }
}

package io.freshet.launcher.init.described;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table, view or whatever else rows can be selected from.
 *
 * @param name its name
 * @param kind what it is
 * @param comment what its owner says of it; empty for nothing
 * @param rows about how many rows it has; negative where nobody has counted
 * @param access what the role may do
 * @param parent what it is a partition or an inheriting table of, if anything
 * @param hasChildren whether rows of tables that inherit from it are read with its own
 * @param columns in their order
 * @param indexes those over plain columns and all rows; the primary key's first
 * @param references its foreign keys
 * @param sampled how many rows were looked at; 0 where none was
 */
public record DescribedTable(
        QualifiedName name,
        Kind kind,
        String comment,
        long rows,
        Access access,
        Optional<QualifiedName> parent,
        boolean hasChildren,
        List<DescribedColumn> columns,
        List<DescribedIndex> indexes,
        List<Reference> references,
        int sampled) {

    /** What rows are selected from. */
    public enum Kind {
        /** An ordinary table. */
        TABLE,
        /** A table whose rows lie in partitions. */
        PARTITIONED,
        /** A part of such a table. */
        PARTITION,
        /** A view, materialised or not. */
        VIEW,
        /** A table of another server. */
        FOREIGN
    }

    /** What the role may do with it. */
    public enum Access {
        /** Read it. */
        READABLE,
        /** Nothing, as it may not use the schema. */
        NO_SCHEMA,
        /** Nothing, as it may not select from it. */
        NO_SELECT,
        /** Read some rows: row-level security may hide others. */
        ROWS_HIDDEN
    }

    /**
     * An index.
     *
     * @param columns in their order
     * @param unique whether no two rows can have the same values
     * @param primary whether it is the primary key's
     */
    public record DescribedIndex(List<String> columns, boolean unique, boolean primary) {

        public DescribedIndex {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A foreign key.
     *
     * @param columns its columns
     * @param table what it refers to
     * @param keys the columns there
     */
    public record Reference(List<String> columns, QualifiedName table, List<String> keys) {

        public Reference {
            columns = List.copyOf(columns);
            keys = List.copyOf(keys);
        }
    }

    public DescribedTable {
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
        references = List.copyOf(references);
    }

    /** The column of that name; empty where there is none. */
    public Optional<DescribedColumn> find(String column) {
        return columns.stream().filter(found -> found.name().equals(column)).findFirst();
    }

    /** The columns that an index begins with. */
    public Set<String> indexedFirst() {
        Set<String> first = new TreeSet<>();
        indexes.forEach(index -> first.add(index.columns().get(0)));
        return first;
    }

    /** Whether it is known to have no rows. */
    public boolean isEmpty() {
        return rows == 0;
    }

    /** The same with columns that hold values, and a number of rows where that is known now. */
    public DescribedTable sampled(List<DescribedColumn> seen, int count, long counted) {
        return new DescribedTable(
                name,
                kind,
                comment,
                counted,
                access,
                parent,
                hasChildren,
                seen,
                indexes,
                references,
                count);
    }
}

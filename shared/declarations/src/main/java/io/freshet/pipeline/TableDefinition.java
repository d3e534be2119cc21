package io.freshet.pipeline;

import io.freshet.warehouse.layout.Home;
import io.freshet.warehouse.layout.RowColumns;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table that is read from the sources.
 *
 * @param name the table in the pipeline's schema of the warehouse
 * @param relation what it is read from in the source
 * @param key the columns that tell one row from every other, at least one
 * @param time a timestamp column that tells when a row was committed; read where a source has it
 * @param missing values that stand for no value, besides null, empty and white space
 * @param columns the columns read besides the key, at least one; the last one is {@link
 *     ColumnDefinition#isFurther} where such are read that are not declared
 * @param derivation what the warehouse works out of each row
 * @param origin where its rows come from
 * @param contract what a change of its schema does
 */
public record TableDefinition(
        String name,
        Relation relation,
        List<KeyColumn> key,
        Optional<String> time,
        Set<String> missing,
        List<ColumnDefinition> columns,
        Derivation derivation,
        TableOrigin origin,
        TableContract contract) {

    /** A table of the source. */
    public TableDefinition(
            String name,
            Relation relation,
            List<KeyColumn> key,
            Optional<String> time,
            Set<String> missing,
            List<ColumnDefinition> columns,
            Derivation derivation) {
        this(
                name,
                relation,
                key,
                time,
                missing,
                columns,
                derivation,
                new TableOrigin.Source(),
                TableContract.USUAL);
    }

    /** A table of whose rows nothing is worked out. */
    public TableDefinition(
            String name,
            Relation relation,
            List<KeyColumn> key,
            Optional<String> time,
            Set<String> missing,
            List<ColumnDefinition> columns) {
        this(name, relation, key, time, missing, columns, Derivation.NONE);
    }

    private static final Set<String> WHOLE = Set.of("smallint", "integer", "bigint");

    /**
     * What the keys of rows are: whole numbers where the key is one column that is declared as such
     * a number or not at all, hashes otherwise.
     */
    public Home home() {
        boolean whole =
                key.size() == 1
                        && key.get(0)
                                .held()
                                .map(column -> WHOLE.contains(column.type().warehouseType()))
                                .orElse(true);
        return whole ? Home.INTEGER : Home.HASH;
    }

    /** The names that the columns of the key have in the source, separated by commas. */
    public String keyNames() {
        return key.stream().map(KeyColumn::source).collect(Collectors.joining(", "));
    }

    /** Names of the columns, in order. */
    public List<String> columnNames() {
        return columns.stream().map(ColumnDefinition::name).toList();
    }

    /** The columns that the warehouse is given of each row: those that are read, and the mark. */
    public List<ColumnDefinition> heldColumns() {
        return derivation.aside()
                ? Stream.concat(columns.stream(), Stream.of(ColumnDefinition.ASIDE)).toList()
                : columns;
    }

    /** Names of these columns, in order. */
    public List<String> heldColumnNames() {
        return heldColumns().stream().map(ColumnDefinition::name).toList();
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

    /** The type of a column of the table, be it read or only part of its key; empty for none. */
    Optional<ColumnType> typeOf(String column) {
        Optional<ColumnType> held =
                columns.stream()
                        .filter(candidate -> candidate.name().equals(column))
                        .map(ColumnDefinition::type)
                        .findFirst()
                        .or(() -> derived(column).map(DerivedColumn::columnType));
        return held.isPresent() || !isRowKey(column)
                ? held
                : Optional.of(ColumnType.named("bigint"));
    }

    /** The derived column of that name; empty where there is none. */
    Optional<DerivedColumn> derived(String column) {
        return derivation.columns().stream()
                .filter(candidate -> candidate.name().equals(column))
                .findFirst();
    }

    /** The name of a column of the table in the warehouse. */
    String heldAs(String column) {
        boolean declared =
                derived(column).isPresent()
                        || columns.stream().anyMatch(candidate -> candidate.name().equals(column));
        return !declared && isRowKey(column) ? RowColumns.ROW_KEY : column;
    }

    /** The type of the only column of the key, where it is held in one. */
    Optional<ColumnType> keyType() {
        return key.get(0).held().map(ColumnDefinition::type);
    }

    /** The names that the columns of the key have in the warehouse, where each is held in one. */
    public List<String> heldKeyNames() {
        return key.stream().map(column -> column.held().orElseThrow().name()).toList();
    }

    /** The name of the only column of the key in the warehouse. */
    public String heldKey() {
        return key.get(0).held().map(ColumnDefinition::name).orElse(RowColumns.ROW_KEY);
    }

    private boolean isRowKey(String column) {
        return key.stream().anyMatch(part -> part.held().isEmpty() && part.source().equals(column));
    }

    private String read() {
        if (origin instanceof TableOrigin.Json json) {
            return "json %s %s".formatted(json.place(), json.rows());
        }
        return origin.isSource() ? relation.schema() + "." + relation.name() : "csv";
    }

    /**
     * The table as a text that differs exactly where rows held under it would differ.
     *
     * @param grouped the columns that summaries of the table group by: what they hold is bounded
     */
    public String canonical(Set<String> grouped) {
        return "source=%s key=%s%s time=%s missing=%s columns=%s%s"
                .formatted(
                        read(),
                        key.stream().map(KeyColumn::source).collect(Collectors.joining(",")),
                        home() == Home.INTEGER ? "" : " hashed",
                        time.orElse("-"),
                        new TreeSet<>(missing),
                        columns.stream()
                                .map(column -> column.canonical(grouped.contains(column.name())))
                                .toList(),
                        contract.canonical());
    }
}

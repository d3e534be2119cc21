package io.freshet.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A shop with a table for each cell of the grid of contracts, and one without a contract that
 * nothing happens to.
 */
enum ContractedTables {
    UNTOUCHED("", "select 1", "true"),
    TABLE_USUAL("", "drop table %s", null),
    TABLE_FREEZE("tables: freeze", "drop table %s", null),
    TABLE_FOLLOW("tables: follow", "drop table %s", "false"),
    COLUMN_USUAL("", "alter table %s drop column note", null),
    COLUMN_FREEZE("columns: freeze", "alter table %s drop column note", null),
    COLUMN_FOLLOW("columns: follow", "alter table %s drop column note", "true"),
    COLUMN_ROW("columns: set-row-aside", "alter table %s drop column note", "false"),
    COLUMN_VALUE("columns: set-value-aside", "alter table %s drop column note", "true"),
    FURTHER_USUAL("", ContractedTables.FURTHER, "true"),
    FURTHER_FREEZE("columns: freeze", ContractedTables.FURTHER, null),
    FURTHER_FOLLOW("columns: follow", ContractedTables.FURTHER, "true"),
    FURTHER_ROW("columns: set-row-aside", ContractedTables.FURTHER, "colour is null"),
    FURTHER_VALUE("columns: set-value-aside", ContractedTables.FURTHER, "true"),
    TYPE_USUAL("", ContractedTables.WIDER, "amount <= 2147483647", "true"),
    TYPE_FREEZE("types: freeze", ContractedTables.WIDER_TYPE, null),
    TYPE_FOLLOW("types: follow", ContractedTables.WIDER, "true"),
    TYPE_ROW("types: set-row-aside", ContractedTables.WIDER, "amount <= 2147483647"),
    TYPE_VALUE("types: set-value-aside", ContractedTables.WIDER, "amount <= 2147483647", "true"),
    /** The trap: a text that looks like a date, and is none. */
    DATE_ROW("types: set-row-aside", ContractedTables.NO_DATE, "due <> '2024-02-30'"),
    DATE_VALUE("types: set-value-aside", ContractedTables.NO_DATE, "true");

    static final int ROWS = 2_000;

    // As a source would: what is new has values in some of the old rows.
    private static final String FURTHER =
            "alter table %1$s add column colour text; update %1$s set colour = 'red' where id %% 3 = 0";
    private static final String WIDER_TYPE = "alter table %1$s alter column amount type bigint";
    private static final String NO_INTEGER = "update %1$s set amount = 3000000000 where id = 7";
    private static final String WIDER =
            ContractedTables.WIDER_TYPE + "; " + ContractedTables.NO_INTEGER;
    private static final String NO_DATE = "update %s set due = '2024-02-30' where id in (7, 8)";

    private final String contract;
    private final String change;
    private final String fits;
    private final String counts;

    /**
     * @param change what happens to the table
     * @param counts which rows count after that; null where the table is set aside whole
     */
    ContractedTables(String contract, String change, String counts) {
        this(contract, change, counts, counts);
    }

    /**
     * @param fits which rows' amounts count after that
     */
    ContractedTables(String contract, String change, String fits, String counts) {
        this.contract = contract;
        this.change = change;
        this.fits = fits;
        this.counts = counts;
    }

    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    String chart() {
        return table().replace('_', '-');
    }

    /** Makes the table in the source, with rows. */
    String create() {
        return """
               create table %1$s (id bigint primary key, amount integer, due text, note text);
               insert into %1$s select i, i, '2026-01-01', 'x' from generate_series(1, %2$d) i\
               """
                .formatted(table(), ROWS);
    }

    /** What happens to the table in the source. */
    String change() {
        return change.formatted(table());
    }

    /**
     * What happens to the table once it is set aside, and is of no effect. Before, while nobody has
     * looked at types again, a value that is none of its type would be set aside.
     */
    String lateChange() {
        return this == TYPE_FREEZE ? NO_INTEGER.formatted(table()) : "select 1";
    }

    /** What the definition says of its columns at first. */
    private String columns() {
        // Not every text is a date: frozen as such it could not be read at all.
        return "amount: integer, due: %s, note: text"
                .formatted(this == TYPE_FREEZE ? "text" : "date");
    }

    boolean isFrozen() {
        return counts == null;
    }

    boolean isDropped() {
        return name().startsWith("TABLE");
    }

    /** Asks the source what the chart must show, of a table that is not set aside whole. */
    String question() {
        return isDropped()
                ? "select '0|null'"
                : "select count(*) filter (where %s) || '|' || coalesce((sum(amount) filter (where %s))::text, 'null') from %s"
                        .formatted(counts, fits, table());
    }

    /** How many rows are set aside, of a table that is not set aside whole. */
    String asideQuestion() {
        return isDropped() || isFrozen()
                ? "select 0"
                : "select count(*) filter (where (%s) is not true) from %s"
                        .formatted(counts, table());
    }

    /**
     * The definition of all of them.
     *
     * @param mended tables whose definition is another one, with what it says of their columns
     */
    static String definition(Map<ContractedTables, String> mended) {
        List<String> lines = new ArrayList<>(List.of("pipeline: grid", "tables:"));
        for (ContractedTables table : values()) {
            lines.add(
                    "  %s: {key: id, contract: {%s}, columns: {%s}}"
                            .formatted(
                                    table.table(),
                                    table.contract,
                                    mended.getOrDefault(table, table.columns())));
        }
        lines.add("charts:");
        for (ContractedTables table : values()) {
            lines.add(
                    "  %s: {of: %s, values: {n: count, amount: sum(amount)}}"
                            .formatted(table.chart(), table.table()));
            lines.add(
                    "  rows-%s: {rows: %s, columns: [id, amount], order: amount desc, limit: 3}"
                            .formatted(table.chart(), table.table()));
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    /** All rows of a table, as its chart shows them before anything happens. */
    static String whole() {
        return "%d|%d".formatted(ROWS, IntStream.rangeClosed(1, ROWS).sum());
    }
}

package io.freshet.poller.source.postgres;

import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.ContractRule;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.postgres.TableCatalogue.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which columns of a table are read, after its contract.
 *
 * @param read those of its definition that are
 * @param further columns of the source that are read and not declared, in order
 * @param notes what is to be said of that, each a sentence
 */
record ContractedColumns(List<ColumnDefinition> read, Set<String> further, List<String> notes) {

    private static final String MEND =
            "; its contract freezes that: mend the source, or change the definition";

    /** What a contract does not allow, in a sentence; empty where all is well. */
    static Optional<String> objection(TableDefinition table, TableCatalogue catalogue) {
        Set<String> others = others(table, catalogue);
        if (table.contract().freezesColumns() && !others.isEmpty()) {
            return Optional.of(
                    "table %s has columns that are neither declared nor ignored: %s%s"
                            .formatted(table.name(), String.join(", ", others), MEND));
        }
        return table.contract().types() == ContractRule.FREEZE
                ? table.columns().stream()
                        .filter(column -> isOfOtherType(column, catalogue))
                        .findFirst()
                        .map(
                                column ->
                                        "column %s of table %s is %s, of which not every value is %s%s"
                                                .formatted(
                                                        column.source(),
                                                        table.name(),
                                                        catalogue
                                                                .columns()
                                                                .get(column.source())
                                                                .type(),
                                                        column.type().warehouseType(),
                                                        MEND))
                : Optional.empty();
    }

    private static boolean isOfOtherType(ColumnDefinition column, TableCatalogue catalogue) {
        Column found = catalogue.columns().get(column.source());
        return found != null
                && column.sourceType().isEmpty()
                && !column.type().takesAll(found.type());
    }

    /** Those of a table to which there is no objection. */
    static ContractedColumns of(TableDefinition table, TableCatalogue catalogue) {
        List<ColumnDefinition> read = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (ColumnDefinition column : table.columns()) {
            if (column.isFurther() || catalogue.columns().containsKey(column.source())) {
                read.add(column);
            } else {
                notes.add(
                        "column %s is gone from the source: as its contract says, %s"
                                .formatted(column.source(), done(table, "it counts as missing")));
            }
        }
        Set<String> others = table.contract().readsFurther() ? others(table, catalogue) : Set.of();
        Set<String> further = new TreeSet<>(others);
        further.removeIf(name -> !catalogue.columns().get(name).readable());
        if (!further.isEmpty()) {
            notes.add(
                    "columns are not declared (%s): as its contract says, %s"
                            .formatted(
                                    String.join(", ", further),
                                    done(table, "they are held in further")));
        }
        Set<String> hidden = new TreeSet<>(others);
        hidden.removeAll(further);
        if (!hidden.isEmpty()) {
            notes.add(
                    "columns are not declared (%s): they may not be read, and are not"
                            .formatted(String.join(", ", hidden)));
        }
        return new ContractedColumns(read, further, notes);
    }

    private static String done(TableDefinition table, String followed) {
        return switch (table.contract().columns().orElseThrow()) {
            case FOLLOW -> followed;
            case SET_ROW_ASIDE -> "its rows are set aside";
            case SET_VALUE_ASIDE -> "its values are set aside";
            case FREEZE -> throw new IllegalStateException("there is an objection");
        };
    }

    /** The columns of the source that nobody has declared, nor said to be known. */
    private static Set<String> others(TableDefinition table, TableCatalogue catalogue) {
        Set<String> others = new TreeSet<>(catalogue.columns().keySet());
        table.columns().forEach(column -> others.remove(column.source()));
        table.key().forEach(column -> others.remove(column.source()));
        table.time().ifPresent(others::remove);
        others.removeAll(table.contract().ignored());
        return others;
    }
}

package io.freshet.launcher.init.propose;

import io.freshet.launcher.init.described.DescribedColumn;
import io.freshet.launcher.init.described.DescribedTable;
import io.freshet.launcher.init.described.DescribedTable.DescribedIndex;
import io.freshet.launcher.init.described.DescribedTable.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What tells the rows of a table apart: its primary key, or else the shortest unique index of which
 * no column can be null.
 */
final class KeyRule {

    private KeyRule() {}

    /**
     * A key.
     *
     * @param columns its columns as the database names them
     * @param note what there is to say of it; empty for nothing
     */
    record ChosenKey(List<String> columns, String note) {}

    /** The key; empty where nothing tells rows apart that could be read. */
    static Optional<ChosenKey> of(DescribedTable table) {
        List<DescribedIndex> usable =
                table.indexes().stream()
                        .filter(DescribedIndex::unique)
                        .filter(index -> isUsable(table, index))
                        .sorted(
                                Comparator.comparing((DescribedIndex index) -> !index.primary())
                                        .thenComparing(index -> index.columns().size())
                                        .thenComparing(index -> !isWhole(table, index))
                                        .thenComparing(index -> String.join(",", index.columns())))
                        .toList();
        if (usable.isEmpty()) {
            return Optional.empty();
        }
        DescribedIndex best = usable.get(0);
        return Optional.of(
                numbered(table, best).orElseGet(() -> new ChosenKey(best.columns(), note(best))));
    }

    private static String note(DescribedIndex index) {
        return index.primary() ? "" : "of its unique index, as it has no primary key";
    }

    /**
     * A key of a partitioned table must have the columns that part it; where the database numbers
     * one of the others, that one does alone, and new rows are found by it at once.
     */
    private static Optional<ChosenKey> numbered(DescribedTable table, DescribedIndex index) {
        if (table.kind() != Kind.PARTITIONED || index.columns().size() == 1) {
            return Optional.empty();
        }
        return index.columns().stream()
                .filter(table.indexedFirst()::contains)
                .filter(
                        column ->
                                table.find(column)
                                        .filter(found -> found.rights().numbered())
                                        .filter(KeyRule::isPlainWhole)
                                        .isPresent())
                .findFirst()
                .map(
                        column ->
                                new ChosenKey(
                                        List.of(column),
                                        "alone, as the database numbers it; say [%s] if it can come twice"
                                                .formatted(String.join(", ", index.columns()))));
    }

    private static boolean isUsable(DescribedTable table, DescribedIndex index) {
        return index.columns().stream()
                .allMatch(
                        name ->
                                table.find(name)
                                        .filter(column -> column.rights().readable())
                                        .filter(
                                                column ->
                                                        index.primary()
                                                                || column.rights().notNull())
                                        .flatMap(TypeRule::ofKey)
                                        .isPresent());
    }

    private static boolean isWhole(DescribedTable table, DescribedIndex index) {
        return index.columns().size() == 1
                && table.find(index.columns().get(0)).filter(KeyRule::isPlainWhole).isPresent();
    }

    private static boolean isPlainWhole(DescribedColumn column) {
        return column.isWhole() && column.nature() == DescribedColumn.Nature.BASE;
    }
}

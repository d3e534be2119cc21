package io.freshet.launcher.init.propose;

import io.freshet.launcher.init.described.DescribedColumn;
import io.freshet.launcher.init.described.DescribedTable;
import io.freshet.launcher.init.described.DescribedTable.Reference;
import io.freshet.launcher.init.described.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which columns hold keys of which tables: foreign keys say so, and where there is none names may.
 */
public final class JoinRule {

    private static final Set<String> GENERIC =
            Set.of("id", "no", "nr", "num", "number", "code", "key", "ref", "fk");
    private static final int SHORTEST = 3;

    private JoinRule() {}

    /**
     * A column that holds keys of a table.
     *
     * @param table whose column it is
     * @param column the column
     * @param parent the table whose keys it holds
     * @param key the column of that key
     * @param guessed whether only names say so: then values have to confirm it
     */
    public record Lead(
            QualifiedName table,
            String column,
            QualifiedName parent,
            String key,
            boolean guessed) {}

    /**
     * What foreign keys say, as far as a join can follow them: by one column to the table's key.
     */
    public static List<Lead> declared(List<DescribedTable> tables) {
        List<Lead> leads = new ArrayList<>();
        for (DescribedTable table : tables) {
            for (Reference reference : table.references()) {
                find(tables, reference.table())
                        .filter(parent -> reference.columns().size() == 1)
                        .filter(
                                parent ->
                                        singleKey(parent)
                                                .filter(key -> key.equals(reference.keys().get(0)))
                                                .isPresent())
                        .filter(parent -> isReadable(table, reference.columns().get(0)))
                        .ifPresent(
                                parent ->
                                        leads.add(
                                                new Lead(
                                                        table.name(),
                                                        reference.columns().get(0),
                                                        parent.name(),
                                                        reference.keys().get(0),
                                                        false)));
            }
        }
        return leads;
    }

    /** What names suggest of columns that have no foreign key. Values have to confirm it. */
    public static List<Lead> guessed(List<DescribedTable> tables) {
        List<Lead> leads = new ArrayList<>();
        for (DescribedTable table : tables) {
            for (DescribedColumn column : table.columns()) {
                boolean declared =
                        table.references().stream()
                                .anyMatch(one -> one.columns().contains(column.name()));
                if (declared
                        || !column.rights().readable()
                        || singleKey(table).filter(column.name()::equals).isPresent()) {
                    continue;
                }
                List<DescribedTable> parents =
                        tables.stream()
                                .filter(parent -> !parent.name().equals(table.name()))
                                .filter(parent -> suits(column, parent))
                                .toList();
                if (parents.size() == 1) {
                    leads.add(
                            new Lead(
                                    table.name(),
                                    column.name(),
                                    parents.get(0).name(),
                                    singleKey(parents.get(0)).orElseThrow(),
                                    true));
                }
            }
        }
        return leads;
    }

    private static boolean isReadable(DescribedTable table, String column) {
        return table.find(column).filter(found -> found.rights().readable()).isPresent();
    }

    private static Optional<DescribedTable> find(List<DescribedTable> tables, QualifiedName name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    private static Optional<String> singleKey(DescribedTable table) {
        return KeyRule.of(table)
                .filter(key -> key.columns().size() == 1)
                .map(key -> key.columns().get(0));
    }

    private static boolean suits(DescribedColumn column, DescribedTable parent) {
        Optional<DescribedColumn> key = singleKey(parent).flatMap(parent::find);
        return key.isPresent()
                && family(column).equals(family(key.get()))
                && names(Words.of(column.name()), Words.of(key.get().name()), parent);
    }

    private static String family(DescribedColumn column) {
        if (column.isWhole()) {
            return "whole";
        }
        return column.isText() ? "text" : column.type();
    }

    /** Whether a column's words are those of a key that say more than "id", or name the table. */
    private static boolean names(List<String> column, List<String> key, DescribedTable parent) {
        boolean telling =
                key.stream().anyMatch(word -> !GENERIC.contains(word) && word.length() >= SHORTEST);
        if (telling && column.equals(key)) {
            return true;
        }
        if (column.size() < 2 || !GENERIC.contains(column.get(column.size() - 1))) {
            return false;
        }
        List<String> bare = column.subList(0, column.size() - 1);
        List<String> named = new ArrayList<>(Words.of(parent.name().table()));
        if (named.isEmpty()) {
            return false;
        }
        named.set(named.size() - 1, Words.singular(named.get(named.size() - 1)));
        return bare.equals(named);
    }
}

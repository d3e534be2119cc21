package io.freshet.launcher.init.propose;

import io.freshet.launcher.init.described.DescribedColumn;
import io.freshet.launcher.init.described.DescribedDatabase;
import io.freshet.launcher.init.described.DescribedTable;
import io.freshet.launcher.init.described.DescribedTable.Kind;
import io.freshet.launcher.init.described.DescribedTable.Reference;
import io.freshet.launcher.init.described.QualifiedName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which tables are read to begin with: those that can be, and of many the ones that seem to tell
 * most, with what they refer to.
 *
 * @param chosen them, in the database's order
 * @param remarks why others are left out
 */
public record TableChoice(List<DescribedTable> chosen, List<Remark> remarks) {

    private static final int MANY_ROWS = 7;
    private static final double UNKNOWN = 3;

    /** Chooses by the catalogue alone. */
    public static TableChoice of(DescribedDatabase database) {
        List<Remark> remarks = new ArrayList<>();
        Map<QualifiedName, DescribedTable> usable = new LinkedHashMap<>();
        Map<QualifiedName, Integer> partitions = new LinkedHashMap<>();
        for (DescribedTable table : database.tables()) {
            Optional<String> reason = reason(table, database.user());
            if (table.kind() == Kind.PARTITION) {
                table.parent().ifPresent(parent -> partitions.merge(parent, 1, Integer::sum));
            } else if (reason.isPresent()) {
                remarks.add(remark(table, reason.get()));
            } else {
                usable.put(table.name(), table);
            }
        }
        partitions.forEach(
                (parent, count) ->
                        remarks.add(
                                new Remark(
                                        parent.toString(),
                                        Remark.Kind.NOTE,
                                        "its partitions (%,d) are read through it"
                                                .formatted(count))));
        Set<QualifiedName> taken = take(usable);
        for (DescribedTable table : usable.values()) {
            if (!taken.contains(table.name())) {
                remarks.add(
                        remark(
                                table,
                                "%d tables are enough to begin with; add it under tables"
                                        .formatted(ProposalLimits.TABLES)));
            }
        }
        return new TableChoice(
                usable.values().stream().filter(table -> taken.contains(table.name())).toList(),
                List.copyOf(remarks));
    }

    private static Remark remark(DescribedTable table, String reason) {
        return new Remark(table.name().toString(), Remark.Kind.LEFT_OUT, reason);
    }

    /** Why a table cannot be read, or had better not be; empty where it can. */
    private static Optional<String> reason(DescribedTable table, String user) {
        return switch (table.access()) {
            case NO_SCHEMA ->
                    Optional.of(
                            "%s may not use its schema; run: grant usage on schema %s to %s"
                                    .formatted(user, table.name().schema(), user));
            case NO_SELECT ->
                    Optional.of(
                            "%s may not read it; run: grant select on %s to %s"
                                    .formatted(user, table.name(), user));
            case ROWS_HIDDEN ->
                    Optional.of(
                            "row-level security may hide rows from %s; run: alter role %s bypassrls, or add it and say row-security: filtered at the source"
                                    .formatted(user, user));
            case READABLE -> unsuited(table);
        };
    }

    private static Optional<String> unsuited(DescribedTable table) {
        if (table.kind() == Kind.VIEW) {
            return Optional.of(
                    "it is a view, and what it shows is in tables; add it with a key that tells its"
                            + " rows apart if you need it");
        }
        if (table.kind() == Kind.FOREIGN) {
            return Optional.of(
                    "its rows are on another server; name that one as a source, or add it with a"
                            + " key");
        }
        if (table.kind() == Kind.TABLE && table.parent().isPresent()) {
            return Optional.of(
                    "its rows are read with those of %s, from which it inherits"
                            .formatted(table.parent().get()));
        }
        if (table.columns().stream()
                .noneMatch(column -> column.rights().readable() && isReadable(column))) {
            return Optional.of("it has no column of a type that can be read");
        }
        if (KeyRule.of(table).isEmpty()) {
            return Optional.of(
                    "nothing tells its rows apart: it has no primary key that can be read, and no"
                            + " unique index over columns that always have a value; add it with the"
                            + " columns that do");
        }
        return Optional.empty();
    }

    private static boolean isReadable(DescribedColumn column) {
        return TypeRule.of(column).isPresent();
    }

    private static Set<QualifiedName> take(Map<QualifiedName, DescribedTable> usable) {
        List<DescribedTable> best =
                usable.values().stream()
                        .sorted(
                                Comparator.comparing((DescribedTable table) -> -score(table))
                                        .thenComparing(table -> table.name().toString()))
                        .toList();
        Set<QualifiedName> taken = new LinkedHashSet<>();
        for (DescribedTable table : best) {
            List<QualifiedName> together = new ArrayList<>(List.of(table.name()));
            table.references().stream()
                    .map(Reference::table)
                    .filter(usable::containsKey)
                    .forEach(together::add);
            for (QualifiedName name : together) {
                if (taken.size() < ProposalLimits.TABLES) {
                    taken.add(name);
                }
            }
        }
        return taken;
    }

    /** How much a table seems to tell. */
    static double score(DescribedTable table) {
        double size =
                table.rows() < 0 ? UNKNOWN : Math.min(MANY_ROWS, Math.log10(table.rows() + 1.0));
        double time = TimeRule.beginningOf(table).isPresent() ? 2 : 0;
        double references = Math.min(3, table.references().size()) / 2.0;
        return size + time + references - (table.isEmpty() ? MANY_ROWS : 0);
    }
}

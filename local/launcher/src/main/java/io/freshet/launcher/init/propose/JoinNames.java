package io.freshet.launcher.init.propose;

import io.freshet.launcher.init.propose.JoinRule.Lead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes joins of leads: none in a circle, and each way to a table by a name that means one way
 * only. Not thread-safe.
 */
final class JoinNames {

    private final Map<String, ProposedTable> tables;
    private final List<ProposedJoin> joins = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private final Set<String> aliases = new HashSet<>();

    JoinNames(List<ProposedTable> tables) {
        this.tables =
                new HashMap<>(
                        tables.stream()
                                .collect(
                                        Collectors.toMap(
                                                ProposedTable::name, Function.identity())));
    }

    void add(Lead lead) {
        Optional<ProposedTable> child = of(lead.table().toString());
        Optional<ProposedTable> parent = of(lead.parent().toString());
        if (child.isEmpty() || parent.isEmpty()) {
            return;
        }
        Optional<ProposedColumn> column = child.get().readFrom(lead.column());
        Optional<ProposedColumn> key = parent.get().singleKey();
        if (column.isEmpty() || key.isEmpty() || has(child.get().name(), column.get().name())) {
            return;
        }
        if (reaches(parent.get().name(), child.get().name())) {
            remarks.add(
                    note(
                            lead,
                            "leads back to it in a circle, which no join may do; it is left out"));
            return;
        }
        if (!align(child.get(), column.get(), key.get())) {
            remarks.add(note(lead, "is of another type than the key there; no join is made of it"));
            return;
        }
        join(lead, child.get().name(), column.get(), parent.get().name());
    }

    private Optional<ProposedTable> of(String source) {
        return tables.values().stream()
                .filter(table -> table.source().toString().equals(source))
                .findFirst();
    }

    private static Remark note(Lead lead, String sentence) {
        return new Remark(
                lead.table().toString(),
                Remark.Kind.NOTE,
                "%s refers to %s and %s".formatted(lead.column(), lead.parent(), sentence));
    }

    private boolean has(String table, String column) {
        return joins.stream()
                .anyMatch(join -> join.table().equals(table) && join.column().equals(column));
    }

    private boolean reaches(String from, String to) {
        return from.equals(to)
                || joins.stream()
                        .filter(join -> join.table().equals(from))
                        .anyMatch(join -> reaches(join.parent(), to));
    }

    /** Declares a column as the key is declared; whether it can be. */
    private boolean align(ProposedTable child, ProposedColumn column, ProposedColumn key) {
        if (column.type().equals(key.type())
                || (column.origin().isWhole() && key.origin().isWhole() && isWhole(column, key))) {
            return true;
        }
        if (child.key().contains(column.name())) {
            return false;
        }
        tables.put(child.name(), child.with(column.as(key.type())));
        return true;
    }

    private static boolean isWhole(ProposedColumn column, ProposedColumn key) {
        return !column.type().equals("text") && !key.type().equals("text");
    }

    private void join(Lead lead, String child, ProposedColumn column, String parent) {
        ProposedJoin plain =
                new ProposedJoin(
                        child, column.name(), parent, Optional.empty(), lead.guessed());
        joins.add(plain);
        if (isTold(plain)) {
            return;
        }
        joins.remove(plain);
        joins.add(
                new ProposedJoin(
                        child,
                        column.name(),
                        parent,
                        Optional.of(alias(column)),
                        lead.guessed()));
    }

    /** Whether its name means one way only, wherever one begins. */
    private boolean isTold(ProposedJoin join) {
        return tables.keySet().stream()
                .allMatch(base -> ways(base, join.called(), new HashMap<>()) <= 1);
    }

    private int ways(String from, String called, Map<String, Integer> known) {
        Integer before = known.get(from);
        if (before != null) {
            return before;
        }
        int ways = 0;
        for (ProposedJoin join : joins) {
            if (join.table().equals(from)) {
                ways += (join.called().equals(called) ? 1 : 0) + ways(join.parent(), called, known);
            }
        }
        known.put(from, ways);
        return ways;
    }

    private String alias(ProposedColumn column) {
        Set<String> reserved = new HashSet<>(tables.keySet());
        reserved.addAll(aliases);
        String bare = column.name().replaceFirst("_(id|no|nr|number|code|key|ref)$", "");
        String alias = new Identifiers(reserved, "way_").give(bare);
        aliases.add(alias);
        return alias;
    }

    List<ProposedJoin> joins() {
        return List.copyOf(joins);
    }

    List<Remark> remarks() {
        return List.copyOf(remarks);
    }

    /** The tables, with columns declared as the keys that they hold. */
    List<ProposedTable> tables(List<ProposedTable> inOrder) {
        return inOrder.stream().map(table -> tables.get(table.name())).toList();
    }
}

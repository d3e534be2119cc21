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
        joins.add(
                new ProposedJoin(
                        child.get().name(),
                        column.get().name(),
                        parent.get().name(),
                        Optional.empty(),
                        lead.guessed()));
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

    /** The joins, each by a name that means one way only where its own table's rows begin. */
    List<ProposedJoin> joins() {
        for (int place = 0; place < joins.size(); place++) {
            if (isDoubled(joins.get(place))) {
                name(place);
            }
        }
        for (int place = 0; place < joins.size(); place++) {
            if (!isTold(joins.get(place).called())) {
                name(place);
            }
        }
        return List.copyOf(joins);
    }

    /** Gives a way a name of its own, after its column; joins of other tables may share it. */
    private void name(int place) {
        ProposedJoin join = joins.get(place);
        String bare = join.column().replaceFirst("_(id|no|nr|number|code|key|ref)$", "");
        joins.set(place, named(join, bare));
        if (tables.containsKey(bare) || !isTold(bare)) {
            String longer = join.table() + "_" + bare;
            joins.set(place, named(join, new Identifiers(taken(), "way_").give(longer)));
        }
    }

    private Set<String> taken() {
        Set<String> taken = new HashSet<>(tables.keySet());
        joins.forEach(join -> taken.add(join.called()));
        return taken;
    }

    /** Whether a name means one way only for each table of which a join is called so. */
    private boolean isTold(String name) {
        return joins.stream()
                .filter(join -> join.called().equals(name))
                .allMatch(join -> ways(join.table(), name, new HashMap<>()) <= 1);
    }

    /** Whether several columns of its table lead to the same one. */
    private boolean isDoubled(ProposedJoin join) {
        return joins.stream()
                        .filter(other -> other.table().equals(join.table()))
                        .filter(other -> other.parent().equals(join.parent()))
                        .count()
                > 1;
    }

    private static ProposedJoin named(ProposedJoin join, String alias) {
        return new ProposedJoin(
                join.table(), join.column(), join.parent(), Optional.of(alias), join.guessed());
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

    List<Remark> remarks() {
        return List.copyOf(remarks);
    }

    /** The tables, with columns declared as the keys that they hold. */
    List<ProposedTable> tables(List<ProposedTable> inOrder) {
        return inOrder.stream().map(table -> tables.get(table.name())).toList();
    }
}

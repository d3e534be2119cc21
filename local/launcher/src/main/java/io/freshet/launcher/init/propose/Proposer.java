package io.freshet.launcher.init.propose;

import io.freshet.launcher.init.described.DescribedColumn;
import io.freshet.launcher.init.described.DescribedTable;
import io.freshet.launcher.init.propose.JoinRule.Lead;
import io.freshet.pipeline.Relation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a proposal of tables that were chosen and looked at. */
public final class Proposer {

    private static final int NAMED = 8;

    private final LocalDate today;

    /**
     * @param today the day by which is judged what is recent
     */
    public Proposer(LocalDate today) {
        this.today = today;
    }

    /**
     * Proposes.
     *
     * @param tables those that are to be read, with values
     * @param leads which columns hold keys of which of these tables
     * @param before remarks that were made before, which come first
     */
    public Proposal propose(List<DescribedTable> tables, List<Lead> leads, List<Remark> before) {
        Identifiers names = new Identifiers(Set.of(), "t_");
        List<ProposedTable> bare = new ArrayList<>();
        for (DescribedTable table : tables) {
            Set<String> leading =
                    leads.stream()
                            .filter(lead -> lead.table().equals(table.name()))
                            .map(Lead::column)
                            .collect(Collectors.toSet());
            bare.add(
                    new ColumnChoice(table, KeyRule.of(table).orElseThrow(), leading)
                            .under(names.give(wished(table, tables))));
        }
        JoinNames named = new JoinNames(bare);
        leads.forEach(named::add);
        List<ProposedTable> proposed = named.tables(bare);
        List<ProposedJoin> joins = named.joins();
        List<ProposedChart> charts = new ChartRule(proposed, joins, today).charts();
        List<Remark> remarks = new ArrayList<>();
        proposed.forEach(table -> remarks.addAll(of(table, charts)));
        remarks.addAll(named.remarks());
        remarks.addAll(before);
        return new Proposal(proposed, joins, charts, remarks);
    }

    /** Its name, with its schema where another has the same name and lies in {@code public}. */
    private static String wished(DescribedTable table, List<DescribedTable> tables) {
        boolean twice =
                tables.stream()
                        .filter(
                                other ->
                                        Identifiers.plain(other.name().table(), "t_")
                                                .equals(
                                                        Identifiers.plain(
                                                                table.name().table(), "t_")))
                        .anyMatch(other -> !other.name().schema().equals(table.name().schema()));
        return twice && !table.name().schema().equals(Relation.DEFAULT_SCHEMA)
                ? table.name().schema() + "_" + table.name().table()
                : table.name().table();
    }

    private static List<Remark> of(ProposedTable table, List<ProposedChart> charts) {
        String subject = table.source().toString();
        long shown = charts.stream().filter(chart -> chart.table().equals(table.name())).count();
        List<Remark> remarks = new ArrayList<>();
        remarks.add(
                new Remark(
                        subject,
                        Remark.Kind.READ,
                        "key %s%s%s, %,d of %,d columns, %d %s"
                                .formatted(
                                        String.join(", ", table.key()),
                                        table.keyNote().isEmpty()
                                                ? ""
                                                : " (%s)".formatted(table.keyNote()),
                                        table.time().map(time -> ", time " + time).orElse(""),
                                        table.columns().stream()
                                                .filter(ProposedColumn::isRead)
                                                .count(),
                                        table.columns().size(),
                                        shown,
                                        shown == 1 ? "chart" : "charts")));
        if (table.origin().isEmpty()) {
            remarks.add(note(subject, "has no rows now; more charts suggest themselves with some"));
        }
        if (table.origin().hasChildren() && table.origin().kind() == DescribedTable.Kind.TABLE) {
            remarks.add(
                    note(
                            subject,
                            "is read with the tables that inherit from it; a key must be unique"
                                    + " over all of them"));
        }
        table.columns().stream()
                .filter(column -> !column.isRead())
                .collect(
                        Collectors.groupingBy(
                                column -> column.leftOut().orElseThrow(),
                                LinkedHashMap::new,
                                Collectors.mapping(
                                        column -> Relation.spelled(column.source()),
                                        Collectors.toList())))
                .forEach((reason, names) -> remarks.add(note(subject, leftOut(reason, names))));
        table.columns().stream()
                .filter(column -> table.key().contains(column.name()))
                .map(ProposedColumn::origin)
                .filter(column -> PersonalData.reason(column).isPresent())
                .map(DescribedColumn::name)
                .forEach(
                        name ->
                                remarks.add(
                                        note(
                                                subject,
                                                name
                                                        + " looks personal and is its key: it is"
                                                        + " read, and shown nowhere")));
        return remarks;
    }

    private static String leftOut(String reason, List<String> names) {
        String listed = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        String more = names.size() > NAMED ? " and %,d more".formatted(names.size() - NAMED) : "";
        return "commented out: %s%s (%s)".formatted(listed, more, reason);
    }

    private static Remark note(String subject, String sentence) {
        return new Remark(subject, Remark.Kind.NOTE, sentence);
    }
}

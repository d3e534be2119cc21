package io.freshet.launcher.init.propose;

import io.freshet.launcher.init.propose.ProposedChart.By;
import io.freshet.launcher.init.propose.ProposedChart.Figures;
import io.freshet.launcher.init.propose.ProposedChart.LatestRows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * First charts: of each table that tells of events its figures, per day, by what breaks them down,
 * and its latest rows; of others how many rows they have. The most telling tables come first.
 */
final class ChartRule {

    private static final int BY_COLUMNS = 2;
    private static final int CELLS_OF_NAMES = 2;

    private final List<ProposedTable> tables;
    private final List<ProposedJoin> joins;
    private final LocalDate today;
    private final ChartNames names = new ChartNames();

    ChartRule(List<ProposedTable> tables, List<ProposedJoin> joins, LocalDate today) {
        this.tables = tables;
        this.joins = joins;
        this.today = today;
    }

    List<ProposedChart> charts() {
        List<ProposedTable> ranked =
                tables.stream()
                        .sorted(
                                Comparator.comparing(this::isLookup)
                                        .thenComparing(table -> -TableChoice.score(table.origin())))
                        .toList();
        List<ProposedChart> charts = new ArrayList<>();
        int waiting = (int) ranked.stream().filter(table -> !isLookup(table)).count();
        for (ProposedTable table : ranked) {
            List<ProposedChart> own = isLookup(table) ? List.of(inAll(table)) : chartsOf(table);
            waiting = Math.max(0, waiting - 1);
            // One for each that comes after it.
            int room = ProposalLimits.CHARTS - charts.size() - waiting;
            charts.addAll(own.subList(0, Math.max(0, Math.min(room, own.size()))));
        }
        return charts;
    }

    /** Whether it is there for others to refer to. */
    private boolean isLookup(ProposedTable table) {
        return joins.stream().anyMatch(join -> join.parent().equals(table.name()))
                && joins.stream().noneMatch(join -> join.table().equals(table.name()))
                && table.origin().rows() <= ProposalLimits.ROWS_OF_NAMES;
    }

    private List<ProposedChart> chartsOf(ProposedTable table) {
        List<ProposedChart> charts = new ArrayList<>(List.of(inAll(table)));
        overTime(table).ifPresent(charts::add);
        List<ProposedChart> broken = new ArrayList<>(byColumns(table));
        broken.addAll(byNames(table));
        charts.addAll(broken.subList(0, Math.min(BY_COLUMNS, broken.size())));
        latest(table).ifPresent(charts::add);
        return charts.subList(0, Math.min(ProposalLimits.CHARTS_OF_TABLE, charts.size()));
    }

    private ProposedChart inAll(ProposedTable table) {
        return new Figures(
                names.give(table.name(), "in-all"),
                "Rows of %s in all.".formatted(table.source()),
                table.name(),
                Optional.empty(),
                figures(table),
                Optional.empty(),
                0);
    }

    private Map<String, String> figures(ProposedTable table) {
        return Measures.figures(Measures.of(table, joined(table)));
    }

    private Set<String> joined(ProposedTable table) {
        return joins.stream()
                .filter(join -> join.table().equals(table.name()))
                .map(ProposedJoin::column)
                .collect(Collectors.toSet());
    }

    private Optional<ProposedChart> overTime(ProposedTable table) {
        return TimeRule.chartedIn(table)
                .map(
                        column -> {
                            TimeSpan span = TimeSpan.of(column, table.origin().rows(), today);
                            return new Figures(
                                    names.give(table.name(), "per-" + span.period()),
                                    "Rows of %s per %s of %s%s."
                                            .formatted(
                                                    table.source(),
                                                    span.period(),
                                                    column.source(),
                                                    span.last()
                                                            .map(last -> ", the last " + last)
                                                            .orElse("")),
                                    table.name(),
                                    Optional.of(
                                            new By(
                                                    Optional.of(span.period()),
                                                    table.name() + "." + column.name())),
                                    figures(table),
                                    span.last(),
                                    0);
                        });
    }

    private List<ProposedChart> byColumns(ProposedTable table) {
        return Dimensions.of(table, joined(table)).stream()
                .map(
                        column ->
                                by(
                                        table,
                                        table.name() + "." + column.name(),
                                        column.name(),
                                        column.type().equals("text")))
                .toList();
    }

    private List<ProposedChart> byNames(ProposedTable table) {
        List<ProposedChart> charts = new ArrayList<>();
        for (ProposedJoin join : joins) {
            if (join.table().equals(table.name())) {
                nameOf(join)
                        .ifPresent(
                                column ->
                                        charts.add(
                                                by(
                                                        table,
                                                        join.called() + "." + column,
                                                        join.called(),
                                                        true)));
            }
        }
        return charts;
    }

    private ProposedChart by(ProposedTable table, String column, String word, boolean limited) {
        return new Figures(
                names.give(table.name(), "by-" + word),
                "Rows of %s by %s.".formatted(table.source(), word.replace('_', ' ')),
                table.name(),
                Optional.of(new By(Optional.empty(), column)),
                figures(table),
                Optional.empty(),
                limited ? ProposalLimits.GROUPS_SHOWN : 0);
    }

    /** The column that names the rows of a small table that a join leads to. */
    private Optional<String> nameOf(ProposedJoin join) {
        return tables.stream()
                .filter(table -> table.name().equals(join.parent()))
                .filter(table -> table.origin().rows() <= ProposalLimits.ROWS_OF_NAMES)
                .flatMap(table -> NameRule.of(table).stream())
                .map(ProposedColumn::name)
                .findFirst();
    }

    private Optional<ProposedChart> latest(ProposedTable table) {
        Optional<String> order =
                TimeRule.chartedIn(table)
                        .or(() -> table.singleKey().filter(key -> key.origin().isWhole()))
                        .map(ProposedColumn::name);
        return order.map(
                column ->
                        new LatestRows(
                                names.latest(table.name()),
                                "The latest rows of %s.".formatted(table.source()),
                                table.name(),
                                cells(table, column),
                                column));
    }

    private List<String> cells(ProposedTable table, String order) {
        Set<String> joined = joined(table);
        List<String> cells =
                Stream.concat(
                                Stream.of(order),
                                table.read()
                                        .filter(column -> !joined.contains(column.name()))
                                        .filter(ChartRule::isShown)
                                        .map(ProposedColumn::name))
                        .distinct()
                        .limit(ProposalLimits.CELLS - CELLS_OF_NAMES)
                        .collect(Collectors.toCollection(ArrayList::new));
        // One chart can take only one of the ways to a table.
        Set<String> reached = new HashSet<>();
        for (ProposedJoin join : joins) {
            if (join.table().equals(table.name()) && cells.size() < ProposalLimits.CELLS) {
                nameOf(join)
                        .filter(name -> reached.add(join.parent()))
                        .ifPresent(name -> cells.add(join.called() + "." + name));
            }
        }
        return cells;
    }

    /**
     * A key may be read although it is personal, and is not shown then; a uuid tells nobody much.
     */
    private static boolean isShown(ProposedColumn column) {
        return !column.type().equals("uuid") && PersonalData.reason(column.origin()).isEmpty();
    }
}

package io.freshet.launcher.init.propose;

import io.freshet.launcher.init.described.DescribedColumn;
import io.freshet.launcher.init.described.DescribedColumn.Nature;
import io.freshet.launcher.init.described.DescribedTable;
import io.freshet.warehouse.layout.SummaryColumns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes a proposed table of a described one: which columns are read, as what, and why not. */
final class ColumnChoice {

    private static final Set<String> UNCHARTED =
            Set.of("jsonb", "interval", "xml", "tsvector", "geometry", "geography");
    private static final int LONG = 180;

    private final DescribedTable table;
    private final KeyRule.ChosenKey key;
    private final Set<String> leading;
    private final Set<String> missing = new TreeSet<>();
    private final List<ProposedColumn> derived = new ArrayList<>();

    /**
     * @param leading columns, as the source names them, that hold keys of other tables
     */
    ColumnChoice(DescribedTable table, KeyRule.ChosenKey key, Set<String> leading) {
        this.table = table;
        this.key = key;
        this.leading = leading;
    }

    ProposedTable under(String name) {
        Set<String> reserved = new HashSet<>(SummaryColumns.reserved());
        // The quarantine knows failures of a filter by this word.
        reserved.add("where");
        Identifiers names = new Identifiers(reserved, "c_");
        List<ProposedColumn> columns = new ArrayList<>();
        for (DescribedColumn column : table.columns()) {
            columns.add(column(column, names.give(column.name())));
        }
        List<ProposedColumn> bounded = bounded(columns);
        Set<String> read =
                bounded.stream()
                        .filter(ProposedColumn::isRead)
                        .map(ProposedColumn::name)
                        .collect(Collectors.toSet());
        bounded.stream()
                .filter(column -> read.contains(column.name()))
                .filter(column -> column.origin().isText() && column.type().equals("text"))
                .filter(column -> ReadText.of(column.origin()).compactDate())
                .forEach(column -> derived.add(day(column, names)));
        return new ProposedTable(
                name,
                table,
                key.columns().stream().map(column -> named(columns, column)).toList(),
                key.note(),
                TimeRule.beginningOf(table).map(DescribedColumn::name),
                missing,
                bounded,
                derived);
    }

    private static String named(List<ProposedColumn> columns, String source) {
        return columns.stream()
                .filter(column -> column.source().equals(source))
                .map(ProposedColumn::name)
                .findFirst()
                .orElseThrow();
    }

    private ProposedColumn day(ProposedColumn compact, Identifiers names) {
        String text = FormulaWords.spelled(compact.name());
        String hyphened =
                "(substring(%1$s, 1, 4) || '-' || substring(%1$s, 5, 2) || '-' || substring(%1$s, 7, 2))::date"
                        .formatted(text);
        return new ProposedColumn(
                names.give(compact.name() + "_day"),
                compact.origin(),
                "date",
                Optional.empty(),
                Optional.of(hyphened));
    }

    private ProposedColumn column(DescribedColumn column, String name) {
        if (key.columns().contains(column.name())) {
            return new ProposedColumn(
                    name, column, TypeRule.ofKey(column).orElseThrow(), Optional.empty());
        }
        Optional<String> type = TypeRule.of(column);
        if (type.isEmpty()) {
            return new ProposedColumn(
                    name, column, column.type(), Optional.of("cannot be read, as it is bytea"));
        }
        if (!column.rights().readable()) {
            return new ProposedColumn(
                    name, column, type.get(), Optional.of("may not be read by this role"));
        }
        if (column.name().contains("${")) {
            return new ProposedColumn(
                    name,
                    column,
                    type.get(),
                    Optional.of("has a name with ${, which files expand"));
        }
        if (leading.contains(column.name())) {
            return new ProposedColumn(name, column, type.get(), Optional.empty());
        }
        Optional<String> personal = PersonalData.reason(column);
        if (personal.isPresent()) {
            return new ProposedColumn(name, column, type.get(), personal);
        }
        if (UNCHARTED.contains(column.type()) || UNCHARTED.contains(type.get())) {
            return new ProposedColumn(
                    name, column, type.get(), Optional.of("nothing is charted by it as it is"));
        }
        if (column.values().stream().anyMatch(value -> value.length() > LONG)) {
            return new ProposedColumn(name, column, type.get(), Optional.of("holds long texts"));
        }
        return new ProposedColumn(name, column, read(column, type.get()), Optional.empty());
    }

    private String read(DescribedColumn column, String type) {
        if (!type.equals("text") || !column.isText() || column.nature() == Nature.ENUM) {
            return type;
        }
        ReadText text = ReadText.of(column);
        missing.addAll(text.missing());
        return text.type();
    }

    /** Of a wide table those columns are read that tell most. */
    private List<ProposedColumn> bounded(List<ProposedColumn> columns) {
        List<ProposedColumn> best =
                columns.stream()
                        .filter(ProposedColumn::isRead)
                        .sorted(Comparator.comparing((ProposedColumn column) -> -worth(column)))
                        .limit(ProposalLimits.COLUMNS)
                        .toList();
        Set<String> kept = best.stream().map(ProposedColumn::name).collect(Collectors.toSet());
        return columns.stream()
                .map(
                        column ->
                                !column.isRead() || kept.contains(column.name())
                                        ? column
                                        : new ProposedColumn(
                                                column.name(),
                                                column.origin(),
                                                column.type(),
                                                Optional.of(
                                                        "%d columns are enough to begin with"
                                                                .formatted(
                                                                        ProposalLimits.COLUMNS))))
                .toList();
    }

    private int worth(ProposedColumn column) {
        if (key.columns().contains(column.source())) {
            return 10;
        }
        if (leading.contains(column.source())
                || TimeRule.beginningOf(table)
                        .filter(time -> time.name().equals(column.source()))
                        .isPresent()) {
            return 9;
        }
        if (column.origin().values().isEmpty()) {
            return 1;
        }
        boolean fractions =
                column.isNumber()
                        && column.origin().values().stream().anyMatch(v -> v.indexOf('.') > 0);
        long different = column.origin().values().stream().distinct().count();
        if (fractions || !column.origin().isText()) {
            return 6;
        }
        if (column.isNumber() || column.type().equals("date")) {
            return 5;
        }
        return different > 1 && different <= ProposalLimits.GROUPS ? 4 : 2;
    }
}

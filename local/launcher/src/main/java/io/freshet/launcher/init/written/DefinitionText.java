package io.freshet.launcher.init.written;

import io.freshet.launcher.init.propose.Proposal;
import io.freshet.launcher.init.propose.ProposalLimits;
import io.freshet.launcher.init.propose.ProposedChart;
import io.freshet.launcher.init.propose.ProposedChart.Figures;
import io.freshet.launcher.init.propose.ProposedChart.LatestRows;
import io.freshet.launcher.init.propose.ProposedColumn;
import io.freshet.launcher.init.propose.ProposedJoin;
import io.freshet.launcher.init.propose.ProposedTable;
import io.freshet.launcher.init.propose.Remark;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the definition, with comments that say what it says and that it may be changed. */
public final class DefinitionText {

    private static final int MOST_NAMED = 200;

    private final String pipeline;
    private final Proposal proposal;
    private final StringBuilder text = new StringBuilder();

    /**
     * @param pipeline its name
     */
    public DefinitionText(String pipeline, Proposal proposal) {
        this.pipeline = pipeline;
        this.proposal = proposal;
    }

    /** The text. */
    public String write() {
        line(
                "# What is read of the database, and what is drawn of it. ./freshet init has"
                        + " proposed it:");
        line(
                "# change it as you like, then try it with ./freshet check. Every key:"
                        + " docs/pipelines.md");
        line("pipeline: " + YamlText.of(pipeline));
        line("");
        line("# The tables that are read, and of each the columns. No other column is read.");
        line("tables:");
        proposal.tables().forEach(this::table);
        leftOut();
        if (!proposal.joins().isEmpty()) {
            line("");
            line(
                    "# Which column holds the key of which table: charts may then say"
                            + " customers.country.");
            line("joins:");
            proposal.joins().forEach(this::join);
        }
        line("");
        line("# The charts: each is drawn on the dashboard and answered as JSON and CSV.");
        line("charts:");
        proposal.charts().forEach(this::chart);
        return text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void table(ProposedTable table) {
        if (!table.origin().comment().isBlank()) {
            line("  # " + YamlText.comment(table.origin().comment()));
        }
        line("  " + YamlText.of(table.name()) + ":");
        if (!isUsual(table)) {
            line("    from: " + YamlText.of(table.source().toString()));
        }
        String note = table.keyNote().isEmpty() ? "" : "  # " + YamlText.comment(table.keyNote());
        line(
                "    key: "
                        + (table.key().size() == 1
                                ? YamlText.of(table.key().get(0))
                                : YamlText.list(table.key()))
                        + note);
        table.time().ifPresent(time -> line("    time: " + YamlText.of(time)));
        if (!table.missing().isEmpty()) {
            line(
                    "    missing: %s  # they stand where numbers and dates are missing"
                            .formatted(YamlText.list(List.copyOf(table.missing()))));
        }
        line("    columns:");
        int commented = 0;
        for (ProposedColumn column : table.columns()) {
            if (column.isRead()) {
                line("      " + column(column));
            } else if (commented++ < ProposalLimits.COMMENTED_COLUMNS) {
                line(
                        "      # %s  # %s"
                                .formatted(
                                        YamlText.comment(declared(column)),
                                        column.leftOut().orElseThrow()));
            }
        }
        if (commented > ProposalLimits.COMMENTED_COLUMNS) {
            line(
                    "      # and %,d columns more"
                            .formatted(commented - ProposalLimits.COMMENTED_COLUMNS));
        }
        if (!table.derived().isEmpty()) {
            line("    derive:");
            for (ProposedColumn column : table.derived()) {
                line(
                        "      %s: %s"
                                .formatted(
                                        YamlText.of(column.name()),
                                        YamlText.of(column.expression().orElseThrow())));
            }
        }
    }

    private static boolean isUsual(ProposedTable table) {
        return table.source().schema().equals("public")
                && table.source().table().equals(table.name());
    }

    private static String column(ProposedColumn column) {
        String comment = YamlText.comment(column.origin().comment());
        return declared(column) + (comment.isEmpty() ? "" : "  # " + comment);
    }

    private static String declared(ProposedColumn column) {
        String type = YamlText.of(column.type());
        return column.source().equals(column.name())
                ? "%s: %s".formatted(YamlText.of(column.name()), type)
                : "%s: {from: %s, type: %s}"
                        .formatted(YamlText.of(column.name()), YamlText.of(column.source()), type);
    }

    private void leftOut() {
        List<Remark> left =
                proposal.remarks().stream()
                        .filter(remark -> remark.kind() == Remark.Kind.LEFT_OUT)
                        .toList();
        if (left.isEmpty()) {
            return;
        }
        line("  # Left out:");
        for (Remark remark : left.subList(0, Math.min(MOST_NAMED, left.size()))) {
            line(
                    "  #   %s: %s"
                            .formatted(
                                    YamlText.comment(remark.subject()),
                                    YamlText.comment(remark.sentence())));
        }
        if (left.size() > MOST_NAMED) {
            line("  #   and %,d more".formatted(left.size() - MOST_NAMED));
        }
    }

    private void join(ProposedJoin join) {
        line(
                "  %s: %s%s"
                        .formatted(
                                YamlText.of(join.table() + "." + join.column()),
                                YamlText.of(
                                        join.parent()
                                                + join.alias()
                                                        .map(alias -> " as " + alias)
                                                        .orElse("")),
                                join.guessed()
                                        ? "  # by names and values: no foreign key says so"
                                        : ""));
    }

    private void chart(ProposedChart chart) {
        line("  " + YamlText.of(chart.name()) + ":");
        line("    description: " + YamlText.sentence(YamlText.comment(chart.description())));
        if (chart instanceof Figures figures) {
            figures(figures);
        } else if (chart instanceof LatestRows rows) {
            line("    rows: " + YamlText.of(rows.table()));
            line("    columns: " + YamlText.list(rows.columns()));
            line("    order: %s desc".formatted(rows.order()));
            line("    limit: 20");
        }
    }

    private void figures(Figures figures) {
        line("    of: " + YamlText.of(figures.table()));
        figures.by()
                .ifPresent(
                        by ->
                                line(
                                        "    by: "
                                                + by.period()
                                                        .map(
                                                                period ->
                                                                        "{%s: %s}"
                                                                                .formatted(
                                                                                        period,
                                                                                        YamlText.of(
                                                                                                by
                                                                                                        .column())))
                                                        .orElse(YamlText.of(by.column()))));
        figures.last().ifPresent(last -> line("    last: " + last));
        line(
                "    values: "
                        + figures.values().entrySet().stream()
                                .map(
                                        value ->
                                                YamlText.of(value.getKey())
                                                        + ": "
                                                        + YamlText.of(value.getValue()))
                                .collect(Collectors.joining(", ", "{", "}")));
        if (figures.limit() > 0) {
            line("    order: rows desc");
            line("    limit: " + figures.limit());
            line("    rest: other");
        }
    }
}

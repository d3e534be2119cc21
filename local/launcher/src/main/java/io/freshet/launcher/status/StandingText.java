package io.freshet.launcher.status;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** How an installation stands, as a table for people. */
final class StandingText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final List<String> HEAD =
            List.of("", "NAME", "STATE", "READ", "PROVEN", "ROWS", "GROUPS", "WAITS FOR");
    private static final int FIRST_NUMBER = 3;
    private static final int LAST_NUMBER = 6;
    private static final String NONE = "-";

    private StandingText() {}

    /** The whole of it, with a line break at its end. */
    static String of(InstallationStanding standing) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEAD);
        for (SourceStanding source : standing.sources()) {
            lines.add(
                    List.of(
                            "source",
                            source.name(),
                            source.state(),
                            ago(source.readUpTo(), standing.at()),
                            ago(source.provenAt(), standing.at()),
                            number(OptionalLong.of(source.rows())),
                            "",
                            source.waitsFor()));
        }
        for (ChartStanding chart : standing.charts()) {
            lines.add(
                    List.of(
                            "chart",
                            chart.name(),
                            chart.state(),
                            ago(chart.readUpTo(), standing.at()),
                            ago(chart.provenAt(), standing.at()),
                            number(chart.rows()),
                            number(chart.groups()),
                            chart.waitsFor()));
        }
        for (QuarantineStanding held : standing.quarantined()) {
            lines.add(few("aside", held.source(), "", held.sentence()));
        }
        for (AuditStanding audit : standing.audits()) {
            String what = audit.pipeline() + "/" + audit.source();
            lines.add(few("audit", what, audit.percent() + " %", ""));
        }
        String problem = standing.problem().isEmpty() ? "" : standing.problem() + "\n";
        return table(lines) + problem;
    }

    /** A line that is about neither times nor numbers. */
    private static List<String> few(String kind, String name, String state, String words) {
        return List.of(kind, name, state, "", "", "", "", words);
    }

    /** A moment of this machine's day. */
    static String time(Instant moment) {
        return TIME.format(moment);
    }

    private static String table(List<List<String>> lines) {
        int[] widths = new int[HEAD.size()];
        for (List<String> line : lines) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        }
        return lines.stream().map(line -> line(line, widths)).collect(Collectors.joining());
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String blanks = " ".repeat(widths[column] - cells.get(column).length());
            boolean right = column >= FIRST_NUMBER && column <= LAST_NUMBER;
            line.append(right ? blanks : "")
                    .append(cells.get(column))
                    .append(right ? "" : blanks)
                    .append("  ");
        }
        return line.toString().stripTrailing() + "\n";
    }

    private static String number(OptionalLong number) {
        return number.isPresent() ? String.format(Locale.ROOT, "%,d", number.getAsLong()) : NONE;
    }

    private static String ago(Optional<Instant> moment, Instant now) {
        return moment.map(at -> words(Duration.between(at, now)) + " ago").orElse("never");
    }

    private static String words(Duration age) {
        double seconds = Math.max(0, age.toMillis() / 1_000.0);
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (seconds < 120) {
            return String.format(Locale.ROOT, "%.0f s", seconds);
        }
        if (seconds < 7_200) {
            return String.format(Locale.ROOT, "%.0f min", seconds / 60);
        }
        return seconds < 172_800
                ? String.format(Locale.ROOT, "%.0f h", seconds / 3_600)
                : String.format(Locale.ROOT, "%.0f days", seconds / 86_400);
    }
}

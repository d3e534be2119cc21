package io.freshet.coverage;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Prints what share of lines and branches the tests ran: of the three services, and of all. */
public final class CoverageFigure {

    private static final List<String> SERVICES =
            List.of("poller-service", "aggregator-service", "chart-api");

    private CoverageFigure() {}

    /**
     * Prints the line.
     *
     * @param arguments the report of all modules as CSV, as JaCoCo writes it; nothing was measured
     *     where there is no such file
     */
    public static void main(String[] arguments) throws IOException {
        Path report = Path.of(arguments[0]);
        System.out.println(
                Files.exists(report)
                        ? line(Files.readString(report))
                        : "Coverage was not measured.");
    }

    /** The line for people. */
    static String line(String csv) {
        return "Coverage by tests: the three services %s; all modules %s"
                .formatted(
                        share(csv, group -> SERVICES.stream().anyMatch(group::endsWith)),
                        share(csv, group -> true));
    }

    private static String share(String csv, Predicate<String> group) {
        List<NamedCsvRecord> classes;
        try (Stream<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(csv).stream()) {
            classes = rows.filter(row -> group.test(row.getField("GROUP"))).toList();
        }
        return "%s of lines, %s of branches"
                .formatted(percent(classes, "LINE"), percent(classes, "BRANCH"));
    }

    private static String percent(List<NamedCsvRecord> classes, String counter) {
        long covered = sum(classes, counter + "_COVERED");
        long all = covered + sum(classes, counter + "_MISSED");
        return all == 0 ? "none" : String.format(Locale.ROOT, "%.1f %%", 100.0 * covered / all);
    }

    private static long sum(List<NamedCsvRecord> classes, String column) {
        return classes.stream().mapToLong(row -> Long.parseLong(row.getField(column))).sum();
    }
}

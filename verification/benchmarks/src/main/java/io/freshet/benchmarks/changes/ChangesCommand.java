package io.freshet.benchmarks.changes;

import io.freshet.benchmarks.harness.BenchmarkHarness;
import io.freshet.benchmarks.harness.ProcessCost;
import io.freshet.benchmarks.report.BenchmarkReport;
import io.freshet.benchmarks.report.Distribution;
import io.freshet.benchmarks.report.Table;
import io.freshet.commandline.bench.ChangesOptions;
import io.freshet.testkit.processes.FreshetProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * {@code bench changes}: a large table whose old rows change. What is timed begins with the return
 * of COMMIT, or with the start of the process, and ends with a chart's answer. Another source has
 * rows in the same table of the warehouse.
 */
public final class ChangesCommand {

    private static final long OTHER_ROWS = 10_000;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    private final ChangesOptions options;
    private final BenchmarkHarness harness;
    private final BenchmarkReport report;
    private final ChangedTable table;
    private final FreshetProcess freshet;
    private final ShownCharts charts;

    private ChangesCommand(
            ChangesOptions options,
            BenchmarkHarness harness,
            BenchmarkReport report,
            ChangedTable table,
            FreshetProcess freshet) {
        this.options = options;
        this.harness = harness;
        this.report = report;
        this.table = table;
        this.freshet = freshet;
        this.charts = new ShownCharts(freshet.port().number());
    }

    /** Measures and reports; 1 where the charts are not exact in the end. */
    public static int run(ChangesOptions options) throws IOException, InterruptedException {
        BenchmarkReport report = new BenchmarkReport(System.out);
        report.begin(
                "Changes of a table of %,d rows".formatted(options.rows()),
                options.typed(),
                BenchmarkHarness.servers());
        try (BenchmarkHarness harness = BenchmarkHarness.create(2)) {
            report.progress("filling the sources");
            ChangedTable table = ChangedTable.fill(harness.sources().get(0), options);
            harness.sources().get(1).fill(OTHER_ROWS);
            harness.moveAway(options.distance());
            FreshetProcess freshet = harness.startFreshet(options.poll(), options.java());
            report.progress("reading them for the first time");
            new ShownCharts(freshet.port().number()).awaitCount(options.rows() + OTHER_ROWS, LIMIT);
            freshet.awaitLive(2);
            ChangesCommand command = new ChangesCommand(options, harness, report, table, freshet);
            long differences = command.measure();
            report.writeTo(options.markdown());
            return differences == 0 ? 0 : 1;
        }
    }

    private long measure() throws IOException, InterruptedException {
        Table results = Table.of("what", "value");
        if (options.measures("update")) {
            update(results);
        }
        if (options.measures("gaps")) {
            gaps(results);
        }
        if (options.measures("scattered")) {
            scattered(results);
        }
        if (options.measures("restart")) {
            restart(results);
        }
        if (options.measures("truncate")) {
            truncate(results);
        }
        report.progress("comparing with the sources");
        long differences = harness.differences();
        results.row("numbers in charts that differ from SQL", "" + differences);
        report.table(results);
        return differences;
    }

    private void update(Table results) throws IOException, InterruptedException {
        report.progress("updating old rows, one after the other");
        Distribution times = new Distribution();
        for (int number = 1; number <= options.updates(); number++) {
            // Wherever passes stand: they come every few seconds.
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_MILLIS));
            String before = charts.means();
            table.updateOld(number);
            long committed = System.nanoTime();
            charts.awaitOtherMeans(before, LIMIT);
            times.record(System.nanoTime() - committed);
        }
        results.row("one old row updated → shown: samples", "%,d".formatted(times.count()))
                .row("… in the mean of cases (p50)", seconds(times.millis(50)))
                .row("… at the longest", seconds(times.millis(100)));
    }

    private void gaps(Table results) throws IOException, InterruptedException {
        report.progress("committing rows late whose keys were taken early");
        Distribution times = new Distribution();
        try (LateCommits late = new LateCommits(table)) {
            for (int number = 1; number <= options.updates(); number++) {
                late.begin(number == 1 ? options.gaps() : 1);
                charts.awaitCount(options.rows() + OTHER_ROWS + late.rows(), LIMIT);
                // So that every way that polls can stand to the commit is as likely.
                TimeUnit.NANOSECONDS.sleep(
                        ThreadLocalRandom.current().nextLong(2 * options.poll().toNanos()));
                late.commit();
                long committed = System.nanoTime();
                charts.awaitCount(options.rows() + OTHER_ROWS + late.rows(), LIMIT);
                times.record(System.nanoTime() - committed);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("committing late: " + e.getMessage(), e);
        }
        results.row("gaps in the table", "%,d".formatted(options.gaps()))
                .row("key taken early, committed last → shown: p50", seconds(times.millis(50)))
                .row("… at the longest", seconds(times.millis(100)));
    }

    private void scattered(Table results) throws IOException, InterruptedException {
        report.progress("measuring what it costs at rest");
        long began = System.nanoTime();
        Duration before = freshetCost();
        TimeUnit.MILLISECONDS.sleep(2 * LONGEST_PAUSE_MILLIS);
        String atRest = percent(before, freshetCost(), (System.nanoTime() - began) / 1e9);
        report.progress("updating rows all over the table");
        try (ScatteredWriter writer = ScatteredWriter.start(table, options.rate());
                PublishedBytes bus = PublishedBytes.count(harness.bus())) {
            TimeUnit.MILLISECONDS.sleep(2 * LONGEST_PAUSE_MILLIS);
            Costs first = costs(writer, bus);
            TimeUnit.NANOSECONDS.sleep(options.measured().toNanos());
            Costs last = costs(writer, bus);
            double span = (last.at - first.at) / 1e9;
            double changed = (last.rows - first.rows) * table.bytesPerRow();
            results.row("scattered updates a second", number((last.rows - first.rows) / span))
                    .row("… core % in the source", percent(first.source, last.source, span))
                    .row("… core % in Freshet", percent(first.freshet, last.freshet, span))
                    .row("… core % in Freshet at rest, before", atRest)
                    .row("… core % in the warehouse", percent(first.held, last.held, span))
                    .row(
                            "… bytes published for each that changed",
                            number((last.bytes - first.bytes) / changed));
        }
    }

    private record Costs(
            long at, long rows, long bytes, Duration source, Duration freshet, Duration held) {}

    private Costs costs(ScatteredWriter writer, PublishedBytes bus) {
        return new Costs(
                System.nanoTime(),
                writer.rows(),
                bus.bytes(),
                harness.readerCost(table.source().database()),
                freshetCost(),
                harness.serverCost(harness.warehouse()));
    }

    private Duration freshetCost() {
        return ProcessCost.of(freshet.pid()).processor();
    }

    private void restart(Table results) throws IOException, InterruptedException {
        report.progress("killing Freshet and starting it again");
        freshet.kill();
        started(results, "killed, started again", List.of());
        report.progress("ending it, which keeps its classes, and starting it with them");
        Path classes = Files.createTempDirectory("classes").resolve("freshet.jsa");
        freshet.kill();
        freshet.startWith(
                List.of(
                        "-XX:ArchiveClassesAtExit=" + classes,
                        "-Xlog:cds=error",
                        "-Xlog:cds+dynamic=error"));
        freshet.awaitLive(2);
        freshet.end();
        started(
                results,
                "ended in good order, started again",
                List.of("-XX:SharedArchiveFile=" + classes));
        // It is open, and stays until it is closed.
        Files.delete(classes);
        Files.delete(classes.getParent());
    }

    private void started(Table results, String what, List<String> java)
            throws InterruptedException {
        long began = System.nanoTime();
        freshet.startWith(java);
        freshet.awaitReady();
        double ready = (System.nanoTime() - began) / 1e6;
        freshet.awaitLive(2);
        results.row(what + " → ready", seconds(ready))
                .row("… → live", seconds((System.nanoTime() - began) / 1e6))
                .row("… processor time until then", seconds(freshetCost().toNanos() / 1e6));
    }

    private void truncate(Table results) throws IOException, InterruptedException {
        report.progress("truncating the table");
        Duration before = harness.serverCost(harness.warehouse());
        table.truncate();
        long committed = System.nanoTime();
        charts.awaitCount(OTHER_ROWS, LIMIT);
        results.row("truncated → nothing shown", seconds((System.nanoTime() - committed) / 1e6))
                .row(
                        "… processor time of the warehouse",
                        seconds(
                                harness.serverCost(harness.warehouse()).minus(before).toNanos()
                                        / 1e6));
    }

    private static String percent(Duration before, Duration after, double span) {
        return number(after.minus(before).toNanos() / 1e7 / span);
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static String seconds(double millis) {
        return String.format(Locale.ROOT, "%.2f s", millis / 1_000);
    }
}

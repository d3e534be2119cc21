package io.freshet.benchmarks.sourcecost;

import io.freshet.benchmarks.harness.BenchSource;
import io.freshet.benchmarks.harness.BenchmarkHarness;
import io.freshet.benchmarks.harness.Meters;
import io.freshet.benchmarks.harness.ProcessCost;
import io.freshet.benchmarks.report.BenchmarkReport;
import io.freshet.benchmarks.report.Table;
import io.freshet.commandline.bench.SourceCostOptions;
import io.freshet.testkit.processes.FreshetProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * {@code bench source-cost}: what sources at rest pay for being tailed with default settings, by
 * the size of their table. Queries are the transactions that the server counts for the database,
 * each of them one statement; processor time is that of the server process that serves the poller's
 * connection; poll times are those that the poller tells, from question to answer.
 */
public final class SourceCostCommand {

    private static final long SETTLE_SECONDS = 30;

    private SourceCostCommand() {}

    /** What one source had cost at one instant. */
    private record SourceCost(
            double polls, double pollSeconds, long queries, ProcessCost process, long at) {

        static SourceCost of(BenchmarkHarness harness, BenchSource source, FreshetProcess freshet)
                throws IOException {
            Meters meters = Meters.read(freshet.management().number());
            // asked elsewhere, so as not to be counted
            long queries =
                    harness.number(
                            "select xact_commit + xact_rollback from pg_stat_database"
                                    + " where datname = '%s'".formatted(source.database().name()));
            long pid =
                    harness.number(
                            "select max(pid) from pg_stat_activity where usename = '%s'"
                                    .formatted(source.database().reader().username()));
            return new SourceCost(
                    meters.of("freshet_poll_seconds_count", source),
                    meters.of("freshet_poll_seconds_sum", source),
                    queries,
                    ProcessCost.of(pid),
                    System.nanoTime());
        }
    }

    /** Measures and reports. */
    public static int run(SourceCostOptions options) throws IOException, InterruptedException {
        long[] sizes = options.rows().stream().mapToLong(Long::longValue).toArray();
        long seconds = options.measured().toSeconds();
        BenchmarkReport report = new BenchmarkReport(System.out);
        report.begin(
                "Cost at the source: %d idle sources, default settings".formatted(sizes.length),
                options.typed(),
                BenchmarkHarness.servers());
        try (BenchmarkHarness harness = BenchmarkHarness.create(sizes.length)) {
            for (int index = 0; index < sizes.length; index++) {
                report.progress("filling a table with %,d rows".formatted(sizes[index]));
                harness.sources().get(index).fill(sizes[index]);
            }
            FreshetProcess freshet = harness.startFreshet(Duration.ofMillis(100), options.java());
            report.progress("reading them for the first time");
            freshet.awaitLive(sizes.length);
            TimeUnit.SECONDS.sleep(Math.min(seconds, SETTLE_SECONDS));
            report.table(measure(harness, freshet, sizes, seconds, report));
            report.writeTo(options.markdown());
            return 0;
        }
    }

    private static Table measure(
            BenchmarkHarness harness,
            FreshetProcess freshet,
            long[] sizes,
            long seconds,
            BenchmarkReport report)
            throws IOException, InterruptedException {
        report.progress("measuring for %d s".formatted(seconds));
        SourceCost[] before = read(harness, freshet);
        ProcessCost freshetBefore = ProcessCost.of(freshet.pid());
        TimeUnit.SECONDS.sleep(seconds);
        SourceCost[] after = read(harness, freshet);
        double cores = ProcessCost.of(freshet.pid()).coresSince(freshetBefore);
        Table table =
                Table.of(
                        "rows in the table",
                        "queries/s",
                        "polls/s",
                        "mean poll ms",
                        "against the smallest",
                        "core % at the source",
                        "core % in Freshet, per source");
        double smallest = pollMillis(before[0], after[0]);
        for (int index = 0; index < sizes.length; index++) {
            SourceCost from = before[index];
            SourceCost to = after[index];
            double span = (to.at() - from.at()) / 1e9;
            double poll = pollMillis(from, to);
            table.row(
                    "%,d".formatted(sizes[index]),
                    number("%.1f", (to.queries() - from.queries()) / span),
                    number("%.1f", (to.polls() - from.polls()) / span),
                    number("%.3f", poll),
                    number("%.2f", poll / smallest),
                    number("%.2f", 100 * to.process().coresSince(from.process())),
                    number("%.2f", 100 * cores / sizes.length));
        }
        return table;
    }

    private static SourceCost[] read(BenchmarkHarness harness, FreshetProcess freshet)
            throws IOException {
        SourceCost[] readings = new SourceCost[harness.sources().size()];
        for (int index = 0; index < readings.length; index++) {
            readings[index] = SourceCost.of(harness, harness.sources().get(index), freshet);
        }
        return readings;
    }

    private static double pollMillis(SourceCost from, SourceCost to) {
        return 1_000 * (to.pollSeconds() - from.pollSeconds()) / (to.polls() - from.polls());
    }

    private static String number(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }
}

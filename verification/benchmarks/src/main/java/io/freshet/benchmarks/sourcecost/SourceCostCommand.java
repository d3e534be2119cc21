package io.freshet.benchmarks.sourcecost;

import io.freshet.benchmarks.harness.BenchSource;
import io.freshet.benchmarks.harness.CommonOptions;
import io.freshet.benchmarks.harness.FreshetProcess;
import io.freshet.benchmarks.harness.Meters;
import io.freshet.benchmarks.harness.ProcessCost;
import io.freshet.benchmarks.harness.Rig;
import io.freshet.benchmarks.report.Report;
import io.freshet.benchmarks.report.Table;
import io.freshet.launcher.Options;
import io.freshet.launcher.UsageException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * {@code bench source-cost}: what sources at rest pay for being tailed with default settings, by
 * the size of their table. Queries are the transactions that the server counts for the database,
 * each of them one statement; processor time is that of the server process that serves the poller's
 * connection; poll times are those that the poller tells, from question to answer.
 */
public final class SourceCostCommand {

    private static final String NAME = "source-cost";
    private static final String DEFAULT_SIZES = "10000,100000,1000000,10000000";
    private static final long LARGEST = 20_000_000;
    private static final long SETTLE_SECONDS = 30;

    private SourceCostCommand() {}

    /** What one source had cost at one instant. */
    private record Reading(
            double polls, double pollSeconds, long queries, ProcessCost process, long at) {

        static Reading of(Rig rig, BenchSource source, FreshetProcess freshet) throws IOException {
            Meters meters = Meters.read(freshet.port());
            // asked elsewhere, so as not to be counted
            long queries =
                    rig.number(
                            "select xact_commit + xact_rollback from pg_stat_database"
                                    + " where datname = '%s'".formatted(source.database().name()));
            long pid =
                    rig.number(
                            "select max(pid) from pg_stat_activity where usename = '%s'"
                                    .formatted(source.database().reader().username()));
            return new Reading(
                    meters.of("freshet_poll_seconds_count", source),
                    meters.of("freshet_poll_seconds_sum", source),
                    queries,
                    ProcessCost.of(pid),
                    System.nanoTime());
        }
    }

    /** Measures and reports. */
    public static int run(List<String> arguments) throws IOException, InterruptedException {
        Options options =
                Options.parse(NAME, arguments, CommonOptions.and("--rows", "--seconds"), Set.of());
        CommonOptions common = CommonOptions.of(options);
        long[] sizes = sizes(options.text("--rows").orElse(DEFAULT_SIZES));
        long seconds = (long) options.number("--seconds", 1, 3_600, 60);
        Report report = new Report(System.out);
        report.begin(
                "Cost at the source: %d idle sources, default settings".formatted(sizes.length),
                CommonOptions.command(NAME, arguments),
                Rig.servers());
        try (Rig rig = Rig.create(sizes.length)) {
            for (int index = 0; index < sizes.length; index++) {
                report.progress("filling a table with %,d rows".formatted(sizes[index]));
                rig.sources().get(index).fill(sizes[index]);
            }
            FreshetProcess freshet = rig.startFreshet(Duration.ofMillis(100), common.java());
            report.progress("reading them for the first time");
            freshet.awaitLive(sizes.length);
            TimeUnit.SECONDS.sleep(Math.min(seconds, SETTLE_SECONDS));
            report.table(measure(rig, freshet, sizes, seconds, report));
            report.writeTo(common.markdown());
            return 0;
        }
    }

    private static Table measure(
            Rig rig, FreshetProcess freshet, long[] sizes, long seconds, Report report)
            throws IOException, InterruptedException {
        report.progress("measuring for %d s".formatted(seconds));
        Reading[] before = read(rig, freshet);
        ProcessCost freshetBefore = freshet.cost();
        TimeUnit.SECONDS.sleep(seconds);
        Reading[] after = read(rig, freshet);
        double cores = freshet.cost().coresSince(freshetBefore);
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
            Reading from = before[index];
            Reading to = after[index];
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

    private static Reading[] read(Rig rig, FreshetProcess freshet) throws IOException {
        Reading[] readings = new Reading[rig.sources().size()];
        for (int index = 0; index < readings.length; index++) {
            readings[index] = Reading.of(rig, rig.sources().get(index), freshet);
        }
        return readings;
    }

    private static double pollMillis(Reading from, Reading to) {
        return 1_000 * (to.pollSeconds() - from.pollSeconds()) / (to.polls() - from.polls());
    }

    private static long[] sizes(String text) {
        if (!text.matches("[0-9]{1,9}(,[0-9]{1,9}){0,9}")) {
            throw new UsageException(
                    NAME + ": --rows must be up to ten numbers with commas between, not " + text);
        }
        long[] sizes = Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray();
        if (Arrays.stream(sizes).anyMatch(size -> size > LARGEST)) {
            throw new UsageException(NAME + ": --rows may be up to %,d".formatted(LARGEST));
        }
        return sizes;
    }

    private static String number(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }
}

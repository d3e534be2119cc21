package io.freshet.benchmarks.scaling;

import io.freshet.benchmarks.harness.BenchSource;
import io.freshet.benchmarks.harness.BenchmarkHarness;
import io.freshet.benchmarks.harness.Meters;
import io.freshet.benchmarks.harness.ProcessCost;
import io.freshet.benchmarks.report.BenchmarkReport;
import io.freshet.benchmarks.report.Table;
import io.freshet.benchmarks.scaling.PartitionBalance.Placement;
import io.freshet.commandline.bench.ScalingOptions;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.ThrowawayPostgres;
import io.freshet.testkit.processes.FreshetProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code bench scaling}: the two assumptions of docs/scaling.md that are cheapest to test. That an
 * idle source costs a poller the same, however many it has; and that sources fill partitions evenly
 * enough.
 */
public final class ScalingCommand {

    private static final long SETTLE_SECONDS = 20;
    private static final int SIMULATED_SOURCES = 10_000;
    private static final int[] PARTITIONS = {4, 16, 64, 256};
    private static final double[] SKEWS = {0, 0.5, 0.8, 1};

    private ScalingCommand() {}

    /** Measures and reports. */
    public static int run(ScalingOptions options) throws IOException, InterruptedException {
        int[] counts = options.sources().stream().mapToInt(Integer::intValue).toArray();
        long seconds = options.measured().toSeconds();
        BenchmarkReport report = new BenchmarkReport(System.out);
        int connections = Arrays.stream(counts).max().orElseThrow() + 60;
        try (ThrowawayPostgres postgres =
                ThrowawayPostgres.start(Map.of("max_connections", Integer.toString(connections)))) {
            report.begin(
                    "Scaling: what its arithmetic takes for granted",
                    options.typed(),
                    postgres.server().description() + ", " + TestServers.broker().description());
            Table table =
                    Table.of(
                            "idle sources (all on one empty table)",
                            "polls/s per source",
                            "cores in Freshet",
                            "core % per source",
                            "most memory MiB");
            for (int count : counts) {
                report.progress("%d sources at rest".formatted(count));
                try (BenchmarkHarness harness = BenchmarkHarness.create(1, postgres.server())) {
                    harness.share(count);
                    measure(harness, options.java(), seconds, table);
                }
            }
            report.table(table);
            report.paragraph(
                    "Load of the busiest partition over the mean, %,d sources, simulated:"
                            .formatted(SIMULATED_SOURCES));
            report.table(simulate());
            report.writeTo(options.markdown());
            return 0;
        }
    }

    private static void measure(
            BenchmarkHarness harness, List<String> java, long seconds, Table table)
            throws IOException, InterruptedException {
        int count = harness.sources().size();
        FreshetProcess freshet = harness.startFreshet(Duration.ofMillis(100), java);
        freshet.awaitLive(count);
        TimeUnit.SECONDS.sleep(Math.min(seconds, SETTLE_SECONDS));
        double pollsBefore = polls(harness, freshet);
        ProcessCost before = ProcessCost.of(freshet.pid());
        TimeUnit.SECONDS.sleep(seconds);
        ProcessCost after = ProcessCost.of(freshet.pid());
        double span = (after.at() - before.at()) / 1e9;
        double cores = after.coresSince(before);
        table.row(
                Integer.toString(count),
                number("%.1f", (polls(harness, freshet) - pollsBefore) / span / count),
                number("%.2f", cores),
                number("%.2f", 100 * cores / count),
                Long.toString(after.most() >> 20));
    }

    private static double polls(BenchmarkHarness harness, FreshetProcess freshet)
            throws IOException {
        Meters meters = Meters.read(freshet.management().number());
        double polls = 0;
        for (BenchSource source : harness.sources()) {
            polls += meters.of("freshet_poll_seconds_count", source);
        }
        return polls;
    }

    private static Table simulate() {
        Table table =
                Table.of(
                        "skew, placement",
                        Arrays.stream(PARTITIONS)
                                .mapToObj(partitions -> partitions + " partitions")
                                .toArray(String[]::new));
        for (double skew : SKEWS) {
            PartitionBalance balance = new PartitionBalance(SIMULATED_SOURCES, skew);
            for (Placement placement : Placement.values()) {
                table.row(
                        "%.1f, %s"
                                .formatted(
                                        skew,
                                        placement
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', ' ')),
                        Arrays.stream(PARTITIONS)
                                .mapToObj(
                                        partitions ->
                                                number(
                                                        "%.2f",
                                                        balance.busiestOverMean(
                                                                partitions, placement)))
                                .toArray(String[]::new));
            }
        }
        return table;
    }

    private static String number(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }
}

package io.freshet.benchmarks.freshness;

import io.freshet.benchmarks.harness.BenchmarkHarness;
import io.freshet.benchmarks.harness.CommonOptions;
import io.freshet.benchmarks.report.BenchmarkReport;
import io.freshet.launcher.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * {@code bench throughput}: many new rows per second, written by COPY so that writing them takes
 * little of the machine; freshness is that of each commit's last row.
 */
public final class ThroughputCommand {

    private static final String NAME = "throughput";
    private static final Set<String> OPTIONS =
            CommonOptions.and("--rate", "--sources", "--seconds", "--warm-up", "--rows-per-commit");

    private ThroughputCommand() {}

    /** Measures and reports; 1 where a row was never shown. */
    public static int run(List<String> arguments) throws IOException, InterruptedException {
        Options options = Options.parse(NAME, arguments, OPTIONS, Set.of());
        CommonOptions common = CommonOptions.of(options);
        double rate = options.number("--rate", 100, 500_000, 20_000);
        int rowsPerCommit = (int) options.number("--rows-per-commit", 2, 10_000, 100);
        FreshnessPlan plan =
                new FreshnessPlan(
                        (int) options.number("--sources", 1, 60, 20),
                        Duration.ofMillis(100),
                        rate / rowsPerCommit,
                        rowsPerCommit,
                        Duration.ofSeconds((long) options.number("--warm-up", 0, 600, 20)),
                        Duration.ofSeconds((long) options.number("--seconds", 1, 3_600, 60)),
                        FreshnessPlan.Audience.NONE,
                        common.java());
        BenchmarkReport report = new BenchmarkReport(System.out);
        report.begin(
                "Throughput: %,.0f new rows/s over %d sources, %d rows per COPY"
                        .formatted(rate, plan.sources(), rowsPerCommit),
                CommonOptions.command(NAME, arguments),
                BenchmarkHarness.servers());
        FreshnessResult outcome = new FreshnessRun(plan, report).run();
        outcome.tell(report);
        report.writeTo(common.markdown());
        return outcome.complete() ? 0 : 1;
    }
}

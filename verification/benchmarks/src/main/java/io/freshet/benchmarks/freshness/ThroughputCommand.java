package io.freshet.benchmarks.freshness;

import io.freshet.benchmarks.harness.BenchmarkHarness;
import io.freshet.benchmarks.report.BenchmarkReport;
import io.freshet.commandline.bench.ThroughputOptions;
import java.io.IOException;
import java.time.Duration;

/**
 * {@code bench throughput}: many new rows per second, written by COPY so that writing them takes
 * little of the machine; freshness is that of each commit's last row.
 */
public final class ThroughputCommand {

    private ThroughputCommand() {}

    /** Measures and reports; 1 where a row was never shown. */
    public static int run(ThroughputOptions options) throws IOException, InterruptedException {
        double rate = options.rate();
        int rowsPerCommit = options.rowsPerCommit();
        FreshnessPlan plan =
                new FreshnessPlan(
                        options.sources(),
                        Duration.ofMillis(100),
                        rate / rowsPerCommit,
                        rowsPerCommit,
                        options.warmUp(),
                        options.measured(),
                        FreshnessPlan.Audience.NONE,
                        options.java());
        BenchmarkReport report = new BenchmarkReport(System.out);
        report.begin(
                "Throughput: %,.0f new rows/s over %d sources, %d rows per COPY"
                        .formatted(rate, plan.sources(), rowsPerCommit),
                options.typed(),
                BenchmarkHarness.servers());
        FreshnessResult outcome = new FreshnessRun(plan, report).run();
        outcome.tell(report);
        report.writeTo(options.markdown());
        return outcome.complete() ? 0 : 1;
    }
}

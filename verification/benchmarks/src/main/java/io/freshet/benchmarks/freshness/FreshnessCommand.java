package io.freshet.benchmarks.freshness;

import io.freshet.benchmarks.freshness.FreshnessPlan.Audience;
import io.freshet.benchmarks.harness.BenchmarkHarness;
import io.freshet.benchmarks.report.BenchmarkReport;
import io.freshet.commandline.bench.FreshnessOptions;
import java.io.IOException;

/** {@code bench freshness}: single-row commits, spread over many sources. */
public final class FreshnessCommand {

    private FreshnessCommand() {}

    /** Measures and reports; 1 where a row was never shown. */
    public static int run(FreshnessOptions options) throws IOException, InterruptedException {
        FreshnessPlan plan =
                new FreshnessPlan(
                        options.sources(),
                        options.poll(),
                        options.rate(),
                        1,
                        options.warmUp(),
                        options.measured(),
                        new Audience(options.listeners(), options.requests()),
                        options.java());
        BenchmarkReport report = new BenchmarkReport(System.out);
        report.begin(
                "Freshness: %.0f single-row commits/s over %d sources, polled every %d ms"
                        .formatted(plan.commits(), plan.sources(), plan.poll().toMillis()),
                options.typed(),
                BenchmarkHarness.servers());
        FreshnessResult outcome = new FreshnessRun(plan, report).run();
        outcome.tell(report);
        report.writeTo(options.markdown());
        return outcome.complete() ? 0 : 1;
    }
}

package io.freshet.benchmarks.freshness;

import io.freshet.benchmarks.freshness.FreshnessPlan.Audience;
import io.freshet.benchmarks.harness.BenchmarkHarness;
import io.freshet.benchmarks.harness.CommonOptions;
import io.freshet.benchmarks.report.BenchmarkReport;
import io.freshet.launcher.Options;
import io.freshet.launcher.UsageException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code bench freshness}: single-row commits, spread over many sources. */
public final class FreshnessCommand {

    private static final String NAME = "freshness";
    private static final Set<String> OPTIONS =
            CommonOptions.and(
                    "--poll",
                    "--rate",
                    "--sources",
                    "--seconds",
                    "--warm-up",
                    "--listeners",
                    "--requests");

    private FreshnessCommand() {}

    /** Measures and reports; 1 where a row was never shown. */
    public static int run(List<String> arguments) throws IOException, InterruptedException {
        Options options = Options.parse(NAME, arguments, OPTIONS, Set.of());
        CommonOptions common = CommonOptions.of(options);
        FreshnessPlan plan =
                new FreshnessPlan(
                        (int) options.number("--sources", 1, 60, 20),
                        poll(options),
                        options.number("--rate", 1, 5_000, 400),
                        1,
                        Duration.ofSeconds((long) options.number("--warm-up", 0, 600, 20)),
                        Duration.ofSeconds((long) options.number("--seconds", 1, 3_600, 300)),
                        new Audience(
                                (int) options.number("--listeners", 0, 20_000, 0),
                                options.number("--requests", 0, 100_000, 0)),
                        common.java());
        BenchmarkReport report = new BenchmarkReport(System.out);
        report.begin(
                "Freshness: %.0f single-row commits/s over %d sources, polled every %d ms"
                        .formatted(plan.commits(), plan.sources(), plan.poll().toMillis()),
                CommonOptions.command(NAME, arguments),
                BenchmarkHarness.servers());
        FreshnessResult outcome = new FreshnessRun(plan, report).run();
        outcome.tell(report);
        report.writeTo(common.markdown());
        return outcome.complete() ? 0 : 1;
    }

    private static Duration poll(Options options) {
        String text = options.text("--poll").orElse("100ms");
        if (!text.matches("[0-9]{1,5}(ms)?")) {
            throw new UsageException(
                    NAME + ": --poll must be milliseconds such as 20ms, not " + text);
        }
        return Duration.ofMillis(Long.parseLong(text.replace("ms", "")));
    }
}

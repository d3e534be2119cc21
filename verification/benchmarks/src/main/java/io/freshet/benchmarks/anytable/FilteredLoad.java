package io.freshet.benchmarks.anytable;

import io.freshet.benchmarks.freshness.SourceLog;
import io.freshet.benchmarks.freshness.Writers;
import io.freshet.benchmarks.harness.BenchmarkHarness;
import io.freshet.benchmarks.report.BenchmarkReport;
import io.freshet.benchmarks.report.Distribution;
import io.freshet.benchmarks.report.Table;
import io.freshet.benchmarks.serving.LoadGenerator;
import io.freshet.benchmarks.serving.LoadGenerator.Question;
import io.freshet.benchmarks.serving.LoadResult;
import io.freshet.commandline.bench.AnyOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One chart whole and filtered, in turn, over a few connections in a closed loop, while orders are
 * written. Nothing is timed here from commits on.
 */
final class FilteredLoad {

    private static final int CONNECTIONS = 4;
    private static final int ROUNDS = 5;
    private static final Duration LEAD = Duration.ofSeconds(2);

    private final BenchmarkHarness harness;
    private final BenchmarkReport report;

    FilteredLoad(BenchmarkHarness harness, BenchmarkReport report) {
        this.harness = harness;
        this.report = report;
    }

    /** Measures and reports; how many answers were errors. */
    long measure(AnyOptions options) throws IOException, InterruptedException {
        LoadGenerator generator = LoadGenerator.choose();
        report.progress("asking for a chart, whole and filtered, in turn");
        int rounds = (int) Math.min(ROUNDS, Math.max(1, options.measured().toSeconds() / 2));
        int seconds = (int) Math.max(1, options.measured().toSeconds() / rounds / 2);
        Writers writers =
                Writers.start(
                        harness.sources().stream().map(SourceLog::new).toList(),
                        harness.kind(),
                        options.rate(),
                        1,
                        LEAD,
                        Duration.ofSeconds(2L * rounds * seconds));
        String path = harness.kind().chart().path();
        String chosen = path + "?country=" + ShopKind.SOME_COUNTRY;
        // what is asked for first is compiled meanwhile
        load(generator, path, 1);
        load(generator, chosen, 1);
        writers.awaitMeasuring();
        List<LoadResult> whole = new ArrayList<>();
        List<LoadResult> filtered = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            whole.add(load(generator, path, seconds));
            filtered.add(load(generator, chosen, seconds));
        }
        writers.awaitEnd();
        return tell(generator, LoadResult.of(whole), LoadResult.of(filtered));
    }

    private LoadResult load(LoadGenerator generator, String path, int seconds)
            throws IOException, InterruptedException {
        return generator.run(
                harness.freshet().port().number(),
                List.of(new Question(path, "")),
                CONNECTIONS,
                seconds);
    }

    private long tell(LoadGenerator generator, LoadResult whole, LoadResult filtered) {
        report.table(
                Table.ofDistributions(
                                "one chart, %d connections, closed loop, load by %s"
                                        .formatted(CONNECTIONS, generator.name()))
                        .row("whole", whole.latencies())
                        .row("filtered", filtered.latencies()));
        report.table(
                Table.of("filtered against whole", "asked", "measured")
                        .row("answers/s", "≥ 0.80", ratio(filtered.perSecond(), whole.perSecond()))
                        .row("p50", "≤ 1.20", ratio(filtered, whole, 50))
                        .row("p99", "≤ 1.20", ratio(filtered, whole, 99)));
        return whole.failures() + filtered.failures();
    }

    private static String ratio(LoadResult one, LoadResult other, double percentile) {
        Distribution first = one.latencies();
        return ratio(first.millis(percentile), other.latencies().millis(percentile));
    }

    private static String ratio(double one, double other) {
        return String.format(Locale.ROOT, "%.2f", one / other);
    }
}

package io.freshet.benchmarks.backfill;

import io.freshet.benchmarks.harness.BenchSource;
import io.freshet.benchmarks.harness.BenchmarkHarness;
import io.freshet.benchmarks.harness.CommonOptions;
import io.freshet.benchmarks.report.BenchmarkReport;
import io.freshet.benchmarks.report.Table;
import io.freshet.launcher.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code bench backfill}: how fast rows that were there before get into the charts. */
public final class BackfillCommand {

    private static final String NAME = "backfill";

    private BackfillCommand() {}

    /** Measures and reports; 1 where the charts are not exact in the end. */
    public static int run(List<String> arguments) throws IOException, InterruptedException {
        Options options =
                Options.parse(NAME, arguments, CommonOptions.and("--rows", "--sources"), Set.of());
        CommonOptions common = CommonOptions.of(options);
        long rows = (long) options.number("--rows", 1_000, 20_000_000, 1_000_000);
        int sources = (int) options.number("--sources", 1, 50, 1);
        BenchmarkReport report = new BenchmarkReport(System.out);
        report.begin(
                "Backfill: %,d rows of a slim table in %d source(s)".formatted(rows, sources),
                CommonOptions.command(NAME, arguments),
                BenchmarkHarness.servers());
        try (BenchmarkHarness harness = BenchmarkHarness.create(sources)) {
            report.progress("filling the sources");
            for (BenchSource source : harness.sources()) {
                source.fill(rows / sources);
            }
            long total = rows / sources * sources;
            Backfill backfill = Backfill.measure(harness, total, common.java());
            report.table(
                    Table.of("what", "value")
                            .row("rows", "%,d".formatted(total))
                            .row(
                                    "connected to the source → all rows in the charts",
                                    seconds(backfill.reading()))
                            .row(
                                    "rows per second",
                                    String.format(Locale.ROOT, "%,.0f", backfill.perSecond()))
                            .row(
                                    "process started → connected to the source",
                                    seconds(backfill.starting()))
                            .row(
                                    "processor time per row in Freshet",
                                    perRow(backfill.processor(), total))
                            .row("… in the source's server", perRow(backfill.sources(), total))
                            .row("… in the warehouse's server", perRow(backfill.warehouse(), total))
                            .row("most resident memory", (backfill.most() >> 20) + " MiB")
                            .row(
                                    "numbers in charts that differ from SQL",
                                    "" + backfill.differences()));
            report.writeTo(common.markdown());
            return backfill.differences() == 0 ? 0 : 1;
        }
    }

    private static String perRow(Duration processor, long rows) {
        return String.format(Locale.ROOT, "%.1f µs", processor.toNanos() / 1e3 / rows);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
    }
}

package io.freshet.benchmarks.backfill;

import io.freshet.benchmarks.harness.BenchSource;
import io.freshet.benchmarks.harness.BenchmarkHarness;
import io.freshet.benchmarks.report.BenchmarkReport;
import io.freshet.benchmarks.report.Table;
import io.freshet.commandline.bench.BackfillOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** {@code bench backfill}: how fast rows that were there before get into the charts. */
public final class BackfillCommand {

    private BackfillCommand() {}

    /** Measures and reports; 1 where the charts are not exact in the end. */
    public static int run(BackfillOptions options) throws IOException, InterruptedException {
        long rows = options.rows();
        int sources = options.sources();
        BenchmarkReport report = new BenchmarkReport(System.out);
        report.begin(
                "Backfill: %,d rows of a slim table in %d source(s)".formatted(rows, sources),
                options.typed(),
                BenchmarkHarness.servers());
        try (BenchmarkHarness harness = BenchmarkHarness.create(sources)) {
            report.progress("filling the sources");
            for (BenchSource source : harness.sources()) {
                source.fill(rows / sources);
            }
            long total = rows / sources * sources;
            Backfill backfill = Backfill.measure(harness, total, options.java());
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
            report.writeTo(options.markdown());
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

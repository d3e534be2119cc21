package io.freshet.benchmarks.anytable;

import io.freshet.benchmarks.freshness.FreshnessPlan;
import io.freshet.benchmarks.freshness.FreshnessPlan.Audience;
import io.freshet.benchmarks.freshness.FreshnessResult;
import io.freshet.benchmarks.freshness.FreshnessRun;
import io.freshet.benchmarks.harness.BenchmarkHarness;
import io.freshet.benchmarks.harness.SourceKind;
import io.freshet.benchmarks.harness.SurveyKind;
import io.freshet.benchmarks.report.BenchmarkReport;
import io.freshet.benchmarks.report.Table;
import io.freshet.commandline.bench.AnyOptions;
import java.io.IOException;
import java.util.Locale;

/**
 * {@code bench any}: what a definition of joined tables and charts with distinct counts and medians
 * costs against PISA's, one after the other under the same load; a chart filtered against whole;
 * and a table whose keys are uuids.
 */
public final class AnyCommand {

    private final AnyOptions options;
    private final BenchmarkReport report;

    private AnyCommand(AnyOptions options, BenchmarkReport report) {
        this.options = options;
        this.report = report;
    }

    /** Measures and reports; 1 where a row was never shown or a chart is not exact in the end. */
    public static int run(AnyOptions options) throws IOException, InterruptedException {
        BenchmarkReport report = new BenchmarkReport(System.out);
        report.begin(
                "Any table, any chart: %.0f commits/s over %d sources, a table of %,d uuids"
                        .formatted(options.rate(), options.sources(), options.rows()),
                options.typed(),
                BenchmarkHarness.servers());
        AnyCommand command = new AnyCommand(options, report);
        boolean exact = true;
        if (options.measures("charts")) {
            exact = command.charts();
        }
        if (options.measures("uuid")) {
            exact &= UuidKeys.measure(options, report) == 0;
        }
        report.writeTo(options.markdown());
        return exact ? 0 : 1;
    }

    private boolean charts() throws IOException, InterruptedException {
        FreshnessResult survey;
        try (BenchmarkHarness harness = harness(new SurveyKind())) {
            report.paragraph("PISA's definition: one table, six charts.");
            survey = freshness(harness);
        }
        try (BenchmarkHarness harness = harness(new ShopKind())) {
            report.paragraph("Three joined tables, eight charts, distinct counts and medians:");
            FreshnessResult shop = freshness(harness);
            report.table(
                    Table.of("commit → chart", "asked", "measured")
                            .row("p50 against PISA's", "", ratio(shop, survey, 50))
                            .row("p99 against PISA's", "≤ 1.30", ratio(shop, survey, 99)));
            long errors = new FilteredLoad(harness, report).measure(options);
            long differences = harness.differences();
            report.paragraph(
                    "Answers that were errors: %d. Charts that differ from SQL in the end: %d."
                            .formatted(errors, differences));
            return survey.complete() && shop.complete() && errors + differences == 0;
        }
    }

    private BenchmarkHarness harness(SourceKind kind) {
        report.progress("making %d sources".formatted(options.sources()));
        return BenchmarkHarness.create(options.sources(), kind);
    }

    private FreshnessResult freshness(BenchmarkHarness harness)
            throws IOException, InterruptedException {
        FreshnessPlan plan =
                new FreshnessPlan(
                        options.sources(),
                        options.poll(),
                        options.rate(),
                        1,
                        options.warmUp(),
                        options.measured(),
                        Audience.NONE,
                        options.java());
        FreshnessResult outcome = new FreshnessRun(plan, report).runOn(harness);
        outcome.tell(report);
        return outcome;
    }

    private static String ratio(FreshnessResult one, FreshnessResult other, double percentile) {
        return String.format(
                Locale.ROOT,
                "%.2f",
                one.stages().whole().millis(percentile)
                        / other.stages().whole().millis(percentile));
    }
}

package io.freshet.benchmarks.freshness;

import io.freshet.benchmarks.freshness.FreshnessPlan.Audience;
import io.freshet.benchmarks.report.BenchmarkReport;

/**
 * What was found.
 *
 * @param stages how long rows took
 * @param freshet what Freshet took of the machine: cores
 * @param most the most memory that Freshet ever had resident, bytes
 * @param self what this benchmark took of the machine: cores
 * @param asked questions per second to the chart
 * @param differences how many numbers in the charts differed from SQL over the sources at rest
 * @param audience who looked at the charts meanwhile
 * @param attention what they got
 */
public record FreshnessResult(
        Stages stages,
        double freshet,
        long most,
        double self,
        double asked,
        long differences,
        Audience audience,
        AudienceResult attention) {

    /** Whether every row was shown, and all numbers are those of the sources. */
    public boolean complete() {
        return stages.missing() == 0 && differences == 0;
    }

    /** Reports it. */
    public void tell(BenchmarkReport report) {
        report.table(stages.table());
        report.paragraph(
                ("Slowest stage: %s at p50, %s at p99. Commits never shown: %d. Numbers in"
                                + " charts that differ from SQL over the sources in the end: %d.")
                        .formatted(
                                stages.slowest(50),
                                stages.slowest(99),
                                stages.missing(),
                                differences));
        if (stages.late() > 0) {
            report.paragraph(
                    "Observations between that came later than the answer, and were taken as no"
                            + " later: %d.".formatted(stages.late()));
        }
        if (stages.unseen() > 0) {
            report.paragraph(
                    "Commits that were not seen at every stage, which the stages leave out: %d."
                            .formatted(stages.unseen()));
        }
        report.paragraph(
                ("Processor: Freshet (poller, aggregator, chart API in one JVM) %.2f cores, this"
                                + " benchmark %.2f cores (%.0f questions/s to the chart). Most"
                                + " memory that Freshet had resident: %d MiB.")
                        .formatted(freshet, self, asked, most >> 20));
        if (!audience.equals(Audience.NONE)) {
            report.paragraph(attention.sentence(audience));
        }
    }
}

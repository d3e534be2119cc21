package io.freshet.commandline.bench;

import io.freshet.commandline.option.NumberBetween;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench throughput}. */
@Command(
        name = "throughput",
        header = "Many new rows per second, written by COPY.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet bench throughput",
            "  ./freshet bench throughput --rate 50000 --rows-per-commit 500"
        })
public final class ThroughputOptions extends BenchOptions {

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20000",
            description = "New rows per second over all sources (${DEFAULT-VALUE}).")
    @NumberBetween(least = 100, most = 500_000)
    private double rate;

    @Option(
            names = "--rows-per-commit",
            paramLabel = "N",
            defaultValue = "100",
            description = "Rows per COPY (${DEFAULT-VALUE}).")
    @NumberBetween(least = 2, most = 10_000)
    private int rowsPerCommit;

    @Option(
            names = "--sources",
            paramLabel = "N",
            defaultValue = "20",
            description = "Source databases (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 60)
    private int sources;

    @Mixin private WarmUpOption warmUp;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long rows are measured (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 3_600)
    private long seconds;

    /** New rows per second over all sources, 100 to 500,000. */
    public double rate() {
        return rate;
    }

    /** Rows per COPY, 2 to 10,000. */
    public int rowsPerCommit() {
        return rowsPerCommit;
    }

    /** Source databases, 1 to 60. */
    public int sources() {
        return sources;
    }

    /** How long rows are written before any is measured. */
    public Duration warmUp() {
        return warmUp.duration();
    }

    /** How long rows are measured. */
    public Duration measured() {
        return Duration.ofSeconds(seconds);
    }
}

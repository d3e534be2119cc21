package io.freshet.commandline.bench;

import io.freshet.commandline.option.NumberBetween;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench freshness}. */
@Command(
        name = "freshness",
        header = "From commit to chart: single-row commits, spread over many sources.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet bench freshness",
            "  ./freshet bench freshness --poll 20ms",
            "  ./freshet bench freshness --listeners 1000 --requests 5000 --seconds 120"
        })
public final class FreshnessOptions extends BenchOptions {

    @Mixin private PollOption poll;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "400",
            description = "Commits per second over all sources (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 5_000)
    private double rate;

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
            defaultValue = "300",
            description = "How long rows are measured (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 3_600)
    private long seconds;

    @Option(
            names = "--listeners",
            paramLabel = "N",
            defaultValue = "0",
            description = "Streams that are held open meanwhile (${DEFAULT-VALUE}).")
    @NumberBetween(least = 0, most = 20_000)
    private int listeners;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "0",
            description = "Requests per second over all charts meanwhile (${DEFAULT-VALUE}).")
    @NumberBetween(least = 0, most = 100_000)
    private double requests;

    /** How often Freshet polls each source. */
    public Duration poll() {
        return poll.interval();
    }

    /** Commits per second over all sources, 1 to 5,000. */
    public double rate() {
        return rate;
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

    /** Streams that are held open meanwhile, 0 to 20,000. */
    public int listeners() {
        return listeners;
    }

    /** Requests per second over all charts meanwhile, 0 to 100,000. */
    public double requests() {
        return requests;
    }
}

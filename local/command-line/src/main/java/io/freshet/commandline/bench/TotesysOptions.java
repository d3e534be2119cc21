package io.freshet.commandline.bench;

import io.freshet.commandline.option.NumberBetween;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench totesys}. */
@Command(
        name = "totesys",
        header = "The shop's back office: how soon each kind of change is held and shown.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet bench totesys",
            "  ./freshet bench totesys --rate 500 --days 730 --seconds 300"
        })
public final class TotesysOptions extends BenchOptions {

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Rows inserted, updated or deleted a second (${DEFAULT-VALUE}).")
    @NumberBetween(least = 20, most = 2_000)
    private double rate;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long they are (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 3_600)
    private long seconds;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "365",
            description = "For how many days the shop has traded before (${DEFAULT-VALUE}).")
    @NumberBetween(least = 30, most = 3_650)
    private int days;

    @Mixin private PollOption poll;

    /** Rows inserted, updated or deleted a second, 20 to 2,000. */
    public double rate() {
        return rate;
    }

    /** How long rows are changed. */
    public Duration measured() {
        return Duration.ofSeconds(seconds);
    }

    /** For how many days the shop has traded before, 30 to 3,650. */
    public int days() {
        return days;
    }

    /** How often Freshet polls the source. */
    public Duration poll() {
        return poll.interval();
    }
}

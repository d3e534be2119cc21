package io.freshet.commandline.bench;

import io.freshet.commandline.option.NumberBetween;
import io.freshet.commandline.option.TextLike;
import java.time.Duration;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench changes}. */
@Command(
        name = "changes",
        header = "Updates, a restart and a truncation of a large table: how soon, at what cost.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet bench changes",
            "  ./freshet bench changes --only update --distance 30 --poll 1000ms --view",
            "  ./freshet bench changes --only restart,truncate --rows 10000000"
        })
public final class ChangesOptions extends BenchOptions {

    @Option(
            names = "--only",
            paramLabel = "A,B,…",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "update,gaps,scattered,restart,truncate",
            description = "What is measured: some of ${DEFAULT-VALUE}.")
    @TextLike(
            pattern =
                    "(update|gaps|scattered|restart|truncate)"
                            + "(,(update|gaps|scattered|restart|truncate))*",
            words = "update, gaps, scattered, restart or truncate, with commas between")
    private Set<String> only;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Rows of the table that changes (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1_000, most = 20_000_000)
    private long rows;

    @Mixin private PollOption poll;

    @Option(
            names = "--distance",
            paramLabel = "MS",
            defaultValue = "0",
            description =
                    "Milliseconds that a round trip to a source takes more (${DEFAULT-VALUE}).")
    @NumberBetween(least = 0, most = 1_000)
    private long distance;

    @Option(names = "--view", description = "The table is read through a view.")
    private boolean view;

    @Option(
            names = "--without-statistics",
            description = "The source counts no updates (track_counts = off).")
    private boolean withoutStatistics;

    @Option(
            names = "--updates",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "Old rows updated, and rows committed late, one after the other (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 1_000)
    private int updates;

    @Option(
            names = "--gaps",
            paramLabel = "N",
            defaultValue = "20000",
            description =
                    "Keys that are skipped before rows are committed late (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 90_000)
    private int gaps;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Scattered updates a second, one row each (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 5_000)
    private double rate;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long rows are updated all over the table (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 3_600)
    private long seconds;

    /** Whether a part is measured: update, gaps, scattered, restart or truncate. */
    public boolean measures(String part) {
        return only.contains(part);
    }

    /** Rows of the table that changes, 1,000 to 20,000,000. */
    public long rows() {
        return rows;
    }

    /** How often Freshet polls each source. */
    public Duration poll() {
        return poll.interval();
    }

    /** How much longer a round trip to a source takes than on this machine. */
    public Duration distance() {
        return Duration.ofMillis(distance);
    }

    /** Whether the table is read through a view. */
    public boolean view() {
        return view;
    }

    /** Whether the source counts no updates. */
    public boolean withoutStatistics() {
        return withoutStatistics;
    }

    /** Old rows that are updated, and rows that are committed late, 1 to 1,000 of each. */
    public int updates() {
        return updates;
    }

    /** Keys that are skipped before rows are committed late, 1 to 90,000. */
    public int gaps() {
        return gaps;
    }

    /** Scattered updates a second, 1 to 5,000. */
    public double rate() {
        return rate;
    }

    /** How long rows are updated all over the table. */
    public Duration measured() {
        return Duration.ofSeconds(seconds);
    }
}

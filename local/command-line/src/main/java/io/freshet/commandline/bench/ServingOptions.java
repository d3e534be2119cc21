package io.freshet.commandline.bench;

import io.freshet.commandline.option.NumberBetween;
import io.freshet.commandline.option.TextLike;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench serving}. */
@Command(
        name = "serving",
        header = "How many answers per second the charts give, and how late.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet bench serving",
            "  ./freshet bench serving --charts escs,freshness --connections 256"
        })
public final class ServingOptions extends BenchOptions {

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Rows at first; they grow a hundredfold (${DEFAULT-VALUE}).")
    @NumberBetween(least = 20, most = 1_000_000)
    private long rows;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "64",
            description = "Connections that ask all the time (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 1_000)
    private int connections;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long each chart is asked for (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 600)
    private int seconds;

    @Option(
            names = "--charts",
            paramLabel = "A,B,…",
            split = ",",
            hideParamSyntax = true,
            defaultValue =
                    "submissions,submissions-over-time,escs,learning-hours-per-week,early-education-and-belonging,freshness",
            description = "The charts that are asked for (all of PISA).")
    @TextLike(pattern = "[a-z0-9-]+(,[a-z0-9-]+)*", words = "names of charts with commas between")
    private List<String> charts;

    @Option(
            names = "--own",
            description = "Ask with a generator of our own, also where wrk is there.")
    private boolean own;

    /** Rows at first; they grow a hundredfold, 20 to 1,000,000. */
    public long rows() {
        return rows;
    }

    /** Connections that ask all the time, 1 to 1,000. */
    public int connections() {
        return connections;
    }

    /** How long each chart is asked for. */
    public Duration measured() {
        return Duration.ofSeconds(seconds);
    }

    /** The charts that are asked for. */
    public List<String> charts() {
        return List.copyOf(charts);
    }

    /** Whether load comes from a generator of our own even where wrk is installed. */
    public boolean own() {
        return own;
    }
}

package io.freshet.commandline.bench;

import io.freshet.commandline.option.NumberBetween;
import io.freshet.commandline.option.TextLike;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench hostile}. */
@Command(
        name = "hostile",
        header = "What other clients notice of hostile ones, and what remains of them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet bench hostile",
            "  ./freshet bench hostile --attacks idle,slow-headers --seconds 10"
        })
public final class HostileOptions extends BenchOptions {

    private static final String ATTACK =
            "(never-reading|byte-a-second|pipelining|slow-headers|idle|forgotten-streams|own-filters"
                    + "|many-filters|large-bodies|http-1.0|half-closed|header-flood|query-flood|http-2)";

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Requests per second of the others (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 20_000)
    private double rate;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long each attack goes on (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 600)
    private long seconds;

    @Option(
            names = "--attacks",
            paramLabel = "A,B,…",
            split = ",",
            hideParamSyntax = true,
            description = {
                "Which attacks (all): never-reading, byte-a-second, pipelining, slow-headers, idle,"
                        + " forgotten-streams, own-filters, many-filters, large-bodies, http-1.0,"
                        + " half-closed, header-flood, query-flood, http-2."
            })
    @TextLike(
            pattern = ATTACK + "(," + ATTACK + ")*",
            words = "names of attacks with commas between")
    private List<String> attacks;

    /** Requests per second of the others, 1 to 20,000. */
    public double rate() {
        return rate;
    }

    /** How long each attack goes on. */
    public Duration measured() {
        return Duration.ofSeconds(seconds);
    }

    /** Which attacks; all where it is empty. */
    public List<String> attacks() {
        return attacks == null ? List.of() : List.copyOf(attacks);
    }
}

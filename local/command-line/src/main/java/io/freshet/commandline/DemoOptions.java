package io.freshet.commandline;

import io.freshet.commandline.option.NumberBetween;
import io.freshet.commandline.option.TextLike;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}. */
@Command(
        name = "demo",
        header = "Live charts over simulated country databases, everything embedded.",
        description = {
            "",
            "Builds when needed, starts Postgres, a message broker, the country databases with traffic and"
                    + " all services, prints the addresses and 'ready', and runs until Ctrl-C. The data stays in"
                    + " .freshet, where the next start goes on from."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet demo",
            "  ./freshet demo --rate 200 --countries FRA,GBR,ITA --port 9090",
            "  ./freshet demo --responses answers.csv.gz --fresh"
        })
public final class DemoOptions {

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "50",
            description = "Submissions per second over all sources (${DEFAULT-VALUE}).")
    @NumberBetween(least = 0, most = 100_000)
    private double rate;

    @Option(
            names = "--countries",
            paramLabel = "A,B,…",
            split = ",",
            hideParamSyntax = true,
            description = "The sources, as three-letter codes (20 countries).")
    @TextLike(
            pattern = "[A-Za-z]{3}(,[A-Za-z]{3})*",
            words = "three-letter codes with commas between, such as ALB,ARG")
    private List<String> countries;

    @Option(
            names = "--responses",
            paramLabel = "FILE",
            description = "Replay real answers from a CSV file, plain or gzip, instead.")
    private Path responses;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "The web port (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 65_535)
    private int port;

    @Option(names = "--fresh", description = "Start from empty.")
    private boolean fresh;

    @Option(
            names = "--for",
            paramLabel = "SECONDS",
            description = "Stop by itself, so long after being ready.")
    @NumberBetween(least = 1, most = 31_536_000)
    private Double seconds;

    /** Submissions per second over all sources, 0 or more. */
    public double rate() {
        return rate;
    }

    /** Codes of the sources as typed; empty for the usual ones. */
    public List<String> countries() {
        return countries == null ? List.of() : List.copyOf(countries);
    }

    /** The file whose answers are replayed instead of simulated ones. */
    public Optional<Path> responses() {
        return Optional.ofNullable(responses);
    }

    /** The web port. */
    public int port() {
        return port;
    }

    /** Whether what earlier demos left is deleted first. */
    public boolean fresh() {
        return fresh;
    }

    /** How long it runs after being ready; for ever where empty. */
    public Optional<Duration> limit() {
        return Optional.ofNullable(seconds)
                .map(number -> Duration.ofMillis((long) (number * 1_000)));
    }
}

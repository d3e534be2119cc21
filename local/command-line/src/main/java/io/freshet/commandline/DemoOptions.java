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
        header = "Live charts over simulated databases, everything embedded.",
        description = {
            "",
            "Builds when needed, starts Postgres, a message broker, the simulated databases with traffic and"
                    + " all services, prints the addresses and 'ready', and runs until Ctrl-C. The data stays in"
                    + " .freshet, where the next start goes on from.",
            "",
            "The databases are those of countries with answers of students (pisa), or that of a shop's back"
                    + " office (totesys), whose days pass as fast as the rate asks for."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet demo",
            "  ./freshet demo --rate 200 --countries FRA,GBR,ITA --port 9090",
            "  ./freshet demo --responses answers.csv.gz --fresh",
            "  ./freshet demo --pipeline totesys --rate 100"
        })
public final class DemoOptions {

    private static final String SURVEY = "pisa";
    private static final String SHOP = "totesys";
    private static final double SURVEY_RATE = 50;
    private static final double SHOP_RATE = 10;

    @Option(
            names = "--pipeline",
            paramLabel = "NAME",
            defaultValue = SURVEY,
            description = "What is shown: pisa or totesys (${DEFAULT-VALUE}).")
    @TextLike(pattern = SURVEY + "|" + SHOP, words = SURVEY + " or " + SHOP)
    private String pipeline;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "Submissions per second over all sources (50), or rows that the shop inserts or"
                            + " updates per second (10).")
    @NumberBetween(least = 0, most = 100_000)
    private Double rate;

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
            names = "--snapshot",
            paramLabel = "FOLDER",
            description =
                    "Let the shop begin with the rows of a folder of Parquet files, one per table,"
                            + " instead of made-up ones.")
    private Path snapshot;

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

    /** Whether the shop is shown instead of the countries. */
    public boolean showsShop() {
        return pipeline.equals(SHOP);
    }

    /** Submissions per second over all sources, or rows per second of the shop; 0 or more. */
    public double rate() {
        return rate == null ? showsShop() ? SHOP_RATE : SURVEY_RATE : rate;
    }

    /** Codes of the sources as typed; empty for the usual ones. */
    public List<String> countries() {
        return countries == null ? List.of() : List.copyOf(countries);
    }

    /** The file whose answers are replayed instead of simulated ones. */
    public Optional<Path> responses() {
        return Optional.ofNullable(responses);
    }

    /** The folder whose rows the shop begins with instead of made-up ones. */
    public Optional<Path> snapshot() {
        return Optional.ofNullable(snapshot);
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

package io.freshet.commandline;

import io.freshet.commandline.option.NumberBetween;
import io.freshet.commandline.option.TextLike;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code soak}. */
@Command(
        name = "soak",
        header = "Break things under load, and count what was lost.",
        description = {
            "",
            "Lets random writers work while services, servers and networks break, and compares the charts"
                    + " with SQL over the sources again and again. Ends with the rows lost and the effects"
                    + " doubled.",
            "",
            "The databases are those of countries with answers of students (pisa), or that of a shop's back"
                    + " office (totesys), whose warehouse and lake are compared, too."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet soak --minutes 30 --seed 20181120",
            "  ./freshet soak --pipeline totesys --minutes 30",
            "  ./freshet soak --history 4711   one history, as the tests make them"
        })
public final class SoakOptions {

    private static final String SURVEY = "pisa";
    private static final String SHOP = "totesys";

    @Option(
            names = "--pipeline",
            paramLabel = "NAME",
            defaultValue = SURVEY,
            description = "What is broken: pisa or totesys (${DEFAULT-VALUE}).")
    @TextLike(pattern = SURVEY + "|" + SHOP, words = SURVEY + " or " + SHOP)
    private String pipeline;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long faults and moves go on (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 100_000)
    private int minutes;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "What chooses them (another each time).")
    @NumberBetween(least = Long.MIN_VALUE, most = Long.MAX_VALUE)
    private Long seed;

    @Option(
            names = "--longest-fault",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long a fault lasts at the most (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 86_400)
    private int longestFault;

    @Option(
            names = "--history",
            paramLabel = "S",
            description = "Repeat the one history of this seed instead, of pisa.")
    @NumberBetween(least = Long.MIN_VALUE, most = Long.MAX_VALUE)
    private Long history;

    /** Whether the shop is broken instead of the countries. */
    public boolean breaksShop() {
        return pipeline.equals(SHOP);
    }

    /** How long faults and moves go on. */
    public Duration length() {
        return Duration.ofMinutes(minutes);
    }

    /** What chooses faults and moves, where the user wants to. */
    public OptionalLong seed() {
        return optional(seed);
    }

    /** How long a fault lasts at the most. */
    public Duration longestFault() {
        return Duration.ofSeconds(longestFault);
    }

    /**
     * The seed of the single history to repeat instead.
     *
     * @throws UsageException where it is not of pisa
     */
    public OptionalLong history() {
        if (history != null && breaksShop()) {
            throw new UsageException("--history is one of pisa; --pipeline totesys has none");
        }
        return optional(history);
    }

    private static OptionalLong optional(Long number) {
        return Optional.ofNullable(number).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}

package io.freshet.commandline.bench;

import io.freshet.commandline.option.NumberBetween;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench exactness}. */
@Command(
        name = "exactness",
        header = "Rows lost by the usual ways of reading and by Freshet, under the same writers.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet bench exactness",
            "  ./freshet bench exactness --seconds 300 --writers 32"
        })
public final class ExactnessOptions extends BenchOptions {

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long they write (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 3_600)
    private long seconds;

    @Option(
            names = "--writers",
            paramLabel = "N",
            defaultValue = "16",
            description = "Writers at the same time (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 40)
    private int writers;

    /** How long they write. */
    public Duration measured() {
        return Duration.ofSeconds(seconds);
    }

    /** Writers at the same time, 1 to 40. */
    public int writers() {
        return writers;
    }
}

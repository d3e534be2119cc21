package io.freshet.commandline.bench;

import io.freshet.commandline.option.NumberBetween;
import io.freshet.commandline.option.TextLike;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench source-cost}. */
@Command(
        name = "source-cost",
        header = "What reading costs a source that is at rest.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet bench source-cost",
            "  ./freshet bench source-cost --rows 1000,100000 --seconds 30"
        })
public final class SourceCostOptions extends BenchOptions {

    @Option(
            names = "--rows",
            paramLabel = "A,B,…",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "10000,100000,1000000,10000000",
            description = "Rows of the table of each source (${DEFAULT-VALUE}).")
    @TextLike(
            pattern = "(0|[1-9][0-9]{0,6}|1[0-9]{7})(,(0|[1-9][0-9]{0,6}|1[0-9]{7})){0,9}",
            words = "up to ten numbers below 20,000,000 with commas between")
    private List<Long> rows;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long they are watched (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 3_600)
    private long seconds;

    /** Rows of the table of each source. */
    public List<Long> rows() {
        return List.copyOf(rows);
    }

    /** How long they are watched. */
    public Duration measured() {
        return Duration.ofSeconds(seconds);
    }
}

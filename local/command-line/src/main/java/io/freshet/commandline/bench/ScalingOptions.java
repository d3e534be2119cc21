package io.freshet.commandline.bench;

import io.freshet.commandline.option.NumberBetween;
import io.freshet.commandline.option.TextLike;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench scaling}. */
@Command(
        name = "scaling",
        header = "What the arithmetic of docs/scaling.md takes for granted.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./freshet bench scaling", "  ./freshet bench scaling --sources 20,400"})
public final class ScalingOptions extends BenchOptions {

    @Option(
            names = "--sources",
            paramLabel = "A,B,…",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "20,100,200,400",
            description = "Numbers of sources in one process (${DEFAULT-VALUE}).")
    @TextLike(
            pattern =
                    "(67[0-6]|6[0-6][0-9]|[1-5][0-9]{2}|[1-9][0-9]?)(,(67[0-6]|6[0-6][0-9]|[1-5][0-9]{2}|[1-9][0-9]?)){0,9}",
            words = "up to ten numbers from 1 to 676 with commas between")
    private List<Integer> sources;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long each number of sources is watched (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 600)
    private long seconds;

    /** Numbers of sources in one process. */
    public List<Integer> sources() {
        return List.copyOf(sources);
    }

    /** How long each number of sources is watched. */
    public Duration measured() {
        return Duration.ofSeconds(seconds);
    }
}

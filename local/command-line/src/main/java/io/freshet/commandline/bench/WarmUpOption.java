package io.freshet.commandline.bench;

import io.freshet.commandline.option.NumberBetween;
import java.time.Duration;
import picocli.CommandLine.Option;

/** {@code --warm-up}, the same for all benchmarks that have it. */
final class WarmUpOption {

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long rows are written before any is measured (${DEFAULT-VALUE}).")
    @NumberBetween(least = 0, most = 600)
    private long seconds;

    /** How long rows are written before any is measured, 0 to 600 s. */
    Duration duration() {
        return Duration.ofSeconds(seconds);
    }
}

package io.freshet.commandline.bench;

import io.freshet.commandline.option.TextLike;
import java.time.Duration;
import picocli.CommandLine.Option;

/** {@code --poll}, the same for all benchmarks that have it. */
final class PollOption {

    @Option(
            names = "--poll",
            paramLabel = "N[ms]",
            defaultValue = "100ms",
            description = "How often Freshet polls each source (${DEFAULT-VALUE}).")
    @TextLike(pattern = "[0-9]{1,5}(ms)?", words = "milliseconds such as 20ms")
    private String poll;

    /** How often Freshet polls each source, up to 99,999 ms. */
    Duration interval() {
        return Duration.ofMillis(Long.parseLong(poll.replace("ms", "")));
    }
}

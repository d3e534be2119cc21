package io.freshet.launcher.demo;

import io.freshet.launcher.Options;
import io.freshet.launcher.UsageException;
import io.freshet.simulator.country.Calibration;
import io.freshet.simulator.country.CountryCode;
import io.freshet.simulator.replay.AnswersFile;
import io.freshet.simulator.replay.AnswersFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the user wants to see.
 *
 * @param rate submissions per second over all sources
 * @param countries the simulated sources
 * @param responses real answers to replay instead of simulated ones
 * @param port the web port
 * @param fresh whether to start from empty
 * @param limit how long to run; for ever where empty
 */
record DemoOptions(
        double rate,
        List<CountryCode> countries,
        Optional<Path> responses,
        int port,
        boolean fresh,
        Optional<Duration> limit) {

    static DemoOptions parse(List<String> arguments) {
        Options options =
                Options.parse(
                        "demo",
                        arguments,
                        Set.of("--rate", "--countries", "--responses", "--port", "--for"),
                        Set.of("--fresh"));
        Optional<Path> responses = options.text("--responses").map(Path::of);
        return new DemoOptions(
                options.number("--rate", 0, 100_000, 50),
                responses.map(DemoOptions::countriesOf).orElseGet(() -> countries(options)),
                responses.map(Path::toAbsolutePath),
                (int) options.number("--port", 1, 65_535, 8_080),
                options.has("--fresh"),
                options.text("--for")
                        .map(text -> options.number("--for", 1, 31_536_000, 0))
                        .map(seconds -> Duration.ofMillis((long) (seconds * 1_000))));
    }

    private static List<CountryCode> countriesOf(Path file) {
        try {
            return AnswersFile.scan(file).countries();
        } catch (AnswersFileException e) {
            throw new UsageException("demo: --responses: " + e.getMessage());
        }
    }

    private static List<CountryCode> countries(Options options) {
        try {
            return options.text("--countries")
                    .map(
                            text ->
                                    Arrays.stream(text.split(","))
                                            .map(CountryCode::parse)
                                            .distinct()
                                            .toList())
                    .orElseGet(() -> Calibration.load().defaultCountries());
        } catch (IllegalArgumentException e) {
            throw new UsageException("demo: --countries: " + e.getMessage());
        }
    }
}

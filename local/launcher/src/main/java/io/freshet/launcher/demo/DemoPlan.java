package io.freshet.launcher.demo;

import io.freshet.commandline.DemoOptions;
import io.freshet.commandline.UsageException;
import io.freshet.simulator.country.Calibration;
import io.freshet.simulator.country.CountryCode;
import io.freshet.simulator.replay.AnswersFile;
import io.freshet.simulator.replay.AnswersFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
record DemoPlan(
        double rate,
        List<CountryCode> countries,
        Optional<Path> responses,
        int port,
        boolean fresh,
        Optional<Duration> limit) {

    static DemoPlan of(DemoOptions options) {
        return new DemoPlan(
                options.rate(),
                options.responses()
                        .map(DemoPlan::countriesOf)
                        .orElseGet(() -> countries(options.countries())),
                options.responses().map(Path::toAbsolutePath),
                options.port(),
                options.fresh(),
                options.limit());
    }

    private static List<CountryCode> countriesOf(Path file) {
        try {
            return AnswersFile.scan(file).countries();
        } catch (AnswersFileException e) {
            throw new UsageException("demo: --responses: " + e.getMessage());
        }
    }

    private static List<CountryCode> countries(List<String> codes) {
        return codes.isEmpty()
                ? Calibration.load().defaultCountries()
                : codes.stream().map(CountryCode::parse).distinct().toList();
    }
}

package io.freshet.launcher.demo;

import io.freshet.commandline.DemoOptions;
import io.freshet.commandline.UsageException;
import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.HttpConfig;
import io.freshet.embedded.LoopbackPort;
import io.freshet.launcher.port.FreePort;
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
 * @param http where it listens: on this machine only, as the simulator's controls are open to
 *     whoever reaches them
 * @param fresh whether to start from empty
 * @param limit how long to run; for ever where empty
 */
record DemoPlan(
        double rate,
        List<CountryCode> countries,
        Optional<Path> responses,
        HttpConfig http,
        boolean fresh,
        Optional<Duration> limit) {

    /** Environment variable: the operators' port. */
    static final String MANAGEMENT_PORT_VARIABLE = "FRESHET_HTTP_MANAGEMENT_PORT";

    static DemoPlan of(DemoOptions options) {
        return new DemoPlan(
                options.rate(),
                options.responses()
                        .map(DemoPlan::countriesOf)
                        .orElseGet(() -> countries(options.countries())),
                options.responses().map(Path::toAbsolutePath),
                http(options.port()),
                options.fresh(),
                options.limit());
    }

    /** Another demo may have the usual operators' port: then one that is free. */
    private static HttpConfig http(int port) {
        HttpConfig usual = HttpConfig.DEFAULT;
        int management =
                System.getenv(MANAGEMENT_PORT_VARIABLE) == null
                        ? freePort(usual)
                        : new ConfigurationReader(System.getenv())
                                .readEnvironment()
                                .http()
                                .managementPort();
        return new HttpConfig(usual.host(), port, usual.managementHost(), management);
    }

    private static int freePort(HttpConfig usual) {
        return FreePort.isFree(usual.managementHost(), usual.managementPort())
                ? usual.managementPort()
                : LoopbackPort.pick();
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

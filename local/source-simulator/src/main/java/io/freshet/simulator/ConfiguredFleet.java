package io.freshet.simulator;

import io.freshet.simulator.answers.SurveyColumns;
import io.freshet.simulator.country.Calibration;
import io.freshet.simulator.country.CountryCode;
import io.freshet.simulator.database.PostgresServer;
import io.freshet.simulator.database.ReadOnlyRole;
import io.freshet.simulator.traffic.FleetSettings;
import io.freshet.simulator.traffic.Misbehaviour;
import io.freshet.simulator.traffic.SourceControls;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Turns the configuration into settings, naming the key of what is wrong. */
final class ConfiguredFleet {
    private ConfiguredFleet() {}

    static FleetSettings settings(SimulatorConfig config) {
        PostgresServer server = server(config);
        List<CountryCode> countries =
                valid(
                        "countries",
                        () ->
                                config.countries()
                                        .map(
                                                codes ->
                                                        codes.stream()
                                                                .map(CountryCode::parse)
                                                                .toList())
                                        .orElseGet(Calibration.load()::defaultCountries));
        List<String> columns =
                switch (config.columns()) {
                    case FULL -> SurveyColumns.load().all();
                    case SLIM -> SurveyColumns.slim();
                };
        FleetSettings settings =
                valid(
                        "rows-per-commit",
                        () ->
                                new FleetSettings(
                                        server,
                                        config.databasePrefix().orElse(""),
                                        countries,
                                        columns,
                                        reader(config.reader()),
                                        config.seed(),
                                        config.rowsPerCommit(),
                                        0));
        return valid("past-rows", () -> settings.withPastRows(config.pastRows()));
    }

    static PostgresServer server(SimulatorConfig config) {
        return valid(
                "server.url",
                () ->
                        new PostgresServer(
                                config.server().url(),
                                config.server().username(),
                                config.server().password()));
    }

    static void checkRates(SimulatorConfig config) {
        checkRate("rate", config.rate());
        checkRate("responses.rate", config.responses().rate());
    }

    private static void checkRate(String key, double rate) {
        if (!(rate >= 0 && rate <= SourceControls.HIGHEST_RATE)) {
            throw new IllegalArgumentException(
                    "freshet.simulator.%s is between 0 and %.0f per second, not %s"
                            .formatted(key, SourceControls.HIGHEST_RATE, rate));
        }
    }

    static Misbehaviour misbehaviour(SimulatorConfig config) {
        SimulatorConfig.MisbehaviourConfig switches = config.misbehaviour();
        return valid(
                "misbehaviour",
                () ->
                        new Misbehaviour(
                                switches.lateCommits(),
                                switches.rollbacks(),
                                switches.updates(),
                                switches.deletes(),
                                switches.garbage()));
    }

    /** The reader, if one is named. */
    static Optional<ReadOnlyRole> reader(SimulatorConfig.ReaderConfig reader) {
        if (reader.username().isPresent() && reader.password().isEmpty()) {
            throw new IllegalArgumentException(
                    "freshet.simulator.reader.username needs freshet.simulator.reader.password");
        }
        return reader.username().map(name -> new ReadOnlyRole(name, reader.password().get()));
    }

    static <T> T valid(String key, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "freshet.simulator.%s: %s".formatted(key, e.getMessage()), e);
        }
    }
}

package io.freshet.simulator.traffic;

import io.freshet.simulator.TestServer;
import io.freshet.simulator.answers.SurveyColumns;
import io.freshet.simulator.country.CountryCode;
import io.freshet.simulator.database.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Fleets for one test, under a prefix of their own; their databases end with it. */
final class TestFleets implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(60);
    static final CountryCode ALB = new CountryCode("ALB");
    static final CountryCode ESP = new CountryCode("ESP");

    private final TestServer server;
    private final String prefix;
    private final List<SourceFleet> fleets = new ArrayList<>();

    TestFleets(TestServer server, String prefix) {
        this.server = server;
        this.prefix = prefix;
        server.drop(prefix);
    }

    String prefix() {
        return prefix;
    }

    SourceFleet create(FleetSettings settings) {
        SourceFleet fleet = SourceFleet.create(server.vertx(), settings).await().atMost(TIMEOUT);
        fleets.add(fleet);
        return fleet;
    }

    FleetSettings wide(CountryCode... countries) {
        return settings(server.postgres(), countries);
    }

    FleetSettings slim(CountryCode... countries) {
        return slim(server.postgres(), countries);
    }

    FleetSettings slim(PostgresServer on, CountryCode... countries) {
        return settings(on, countries).withColumns(SurveyColumns.slim());
    }

    static long rows(SourceFleet fleet, CountryCode country) {
        return fleet.source(country).orElseThrow().status().get(0).rows();
    }

    @Override
    public void close() {
        fleets.forEach(fleet -> fleet.close().await().atMost(TIMEOUT));
        server.drop(prefix);
    }

    private FleetSettings settings(PostgresServer on, CountryCode... countries) {
        return FleetSettings.on(on).withDatabasePrefix(prefix).withCountries(List.of(countries));
    }
}

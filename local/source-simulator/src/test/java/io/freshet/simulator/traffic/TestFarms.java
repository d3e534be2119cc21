package io.freshet.simulator.traffic;

import io.freshet.simulator.TestServer;
import io.freshet.simulator.answers.SurveyColumns;
import io.freshet.simulator.country.CountryCode;
import io.freshet.simulator.database.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Farms for one test, under a prefix of their own; their databases end with it. */
final class TestFarms implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final CountryCode ALB = new CountryCode("ALB");
    static final CountryCode ESP = new CountryCode("ESP");

    private final TestServer server;
    private final String prefix;
    private final List<SourceFarm> farms = new ArrayList<>();

    TestFarms(TestServer server, String prefix) {
        this.server = server;
        this.prefix = prefix;
        server.drop(prefix);
    }

    String prefix() {
        return prefix;
    }

    SourceFarm create(FarmSettings settings) {
        SourceFarm farm = SourceFarm.create(server.vertx(), settings).await().atMost(PATIENCE);
        farms.add(farm);
        return farm;
    }

    FarmSettings wide(CountryCode... countries) {
        return settings(server.postgres(), countries);
    }

    FarmSettings slim(CountryCode... countries) {
        return slim(server.postgres(), countries);
    }

    FarmSettings slim(PostgresServer on, CountryCode... countries) {
        return settings(on, countries).withColumns(SurveyColumns.slim());
    }

    static long rows(SourceFarm farm, CountryCode country) {
        return farm.source(country).orElseThrow().status().get(0).rows();
    }

    @Override
    public void close() {
        farms.forEach(farm -> farm.close().await().atMost(PATIENCE));
        server.drop(prefix);
    }

    private FarmSettings settings(PostgresServer on, CountryCode... countries) {
        return FarmSettings.on(on).withDatabasePrefix(prefix).withCountries(List.of(countries));
    }
}

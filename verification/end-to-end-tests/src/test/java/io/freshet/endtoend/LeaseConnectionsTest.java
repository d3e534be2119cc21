package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.poller.limit.PollerLimits;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a poller is connected to its warehouse, alone or in one JVM with the other services. */
class LeaseConnectionsTest {

    private static final Path REPOSITORY = Path.of("..", "..");
    private static final String SETTINGS = "src/main/resources/application.properties";
    private static final String POOL = "quarkus.datasource.";

    @ParameterizedTest
    @ValueSource(strings = {"poller-service", "local/launcher"})
    void leasesHaveConnectionsOfTheirOwnToTheSameWarehouse(String module) throws IOException {
        Map<String, String> settings = settings(module);

        assertThat(settings)
                .containsEntry(POOL + "leases.reactive.url", "${quarkus.datasource.reactive.url:}")
                .containsEntry(POOL + "leases.username", "${quarkus.datasource.username:}")
                .containsEntry(POOL + "leases.password", "${quarkus.datasource.password:}")
                .containsKey(POOL + "leases.reactive.max-size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"poller-service", "local/launcher"})
    void theServerGivesUpWhatThePollerGivesUp(String module) throws IOException {
        String limit = Long.toString(PollerLimits.WAREHOUSE_STATEMENT.toMillis());
        String key = "reactive.additional-properties.statement_timeout";

        assertThat(settings(module))
                .containsEntry(POOL + key, limit)
                .containsEntry(POOL + "leases." + key, limit);
    }

    private static Map<String, String> settings(String module) throws IOException {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(REPOSITORY.resolve(module).resolve(SETTINGS))) {
            properties.load(file);
        }
        Map<String, String> settings = new TreeMap<>();
        properties.forEach((key, value) -> settings.put((String) key, (String) value));
        return settings;
    }
}

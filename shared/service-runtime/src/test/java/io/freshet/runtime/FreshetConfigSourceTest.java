package io.freshet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.ConfigurationReader;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the configuration file says reaches Quarkus as it stands there. */
class FreshetConfigSourceTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "a$b",
                "a$$b",
                "a${b}",
                "$",
                "a\\$b",
                "a\\",
                "${HOME:x}",
                "a\\\\$$"
            })
    void givesPasswordsUnchanged(String password) throws IOException {
        Path file = folder.resolve("freshet.yaml");
        Files.writeString(
                file,
                """
                broker: {url: "amqp://user:${BROKER}@localhost"}
                warehouse: {url: "postgresql://localhost/w", username: user, password: "${WAREHOUSE}"}
                """);
        Map<String, String> environment = Map.of("BROKER", "secret", "WAREHOUSE", password);

        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(
                                new FreshetConfigSource(
                                        new ConfigurationReader(environment).read(file), true))
                        .withDefaultValue(
                                "quarkus.datasource.leases.password",
                                "${quarkus.datasource.password:}")
                        .build();

        assertThat(config.getValue("quarkus.datasource.password", String.class))
                .isEqualTo(password);
        assertThat(config.getValue("quarkus.datasource.leases.password", String.class))
                .as("of connections that borrow it")
                .isEqualTo(password);
        assertThat(config.getValue("rabbitmq-password", String.class)).isEqualTo("secret");
    }
}

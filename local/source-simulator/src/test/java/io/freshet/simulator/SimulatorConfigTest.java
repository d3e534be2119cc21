package io.freshet.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.testkit.files.RepositoryFiles;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorConfigTest {
    @Test
    void documentsEveryKeyAndNoOther() throws IOException {
        List<String> documented =
                Files.readAllLines(RepositoryFiles.path("docs/simulator.md")).stream()
                        .filter(line -> line.startsWith("| `freshet.simulator."))
                        .map(line -> line.split("`", 3)[1])
                        .toList();
        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        keys("freshet.simulator", SimulatorConfig.class).toList());
    }

    @Test
    void simulatesTheTwentyCountriesByDefault() {
        assertThat(ConfiguredFleet.settings(config(Map.of())).countries()).hasSize(20);
        assertThat(config(Map.of()).enabled()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "countries, Albania",
        "server.url, nonsense",
        "rows-per-commit, 0",
        "past-rows, -1",
        "reader.username, somebody",
    })
    void namesTheKeyOfWhatIsWrong(String key, String value) {
        SimulatorConfig config = config(Map.of("freshet.simulator." + key, value));
        assertThatThrownBy(() -> ConfiguredFleet.settings(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("freshet.simulator." + key);
    }

    @ParameterizedTest
    @CsvSource({"rate, -1", "responses.rate, 1e9"})
    void namesTheRateThatIsWrong(String key, String value) {
        SimulatorConfig config = config(Map.of("freshet.simulator." + key, value));
        assertThatThrownBy(() -> ConfiguredFleet.checkRates(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("freshet.simulator." + key);
    }

    private static SimulatorConfig config(Map<String, String> properties) {
        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .withMapping(SimulatorConfig.class)
                        .withSources(new PropertiesConfigSource(properties, "test", 100))
                        .build();
        return config.getConfigMapping(SimulatorConfig.class);
    }

    private static Stream<String> keys(String prefix, Class<?> group) {
        return Arrays.stream(group.getDeclaredMethods())
                .flatMap(
                        method -> {
                            String key = prefix + "." + name(method);
                            return method.getReturnType().isInterface()
                                    ? keys(key, method.getReturnType())
                                    : Stream.of(key);
                        });
    }

    private static String name(Method method) {
        return Optional.ofNullable(method.getAnnotation(WithName.class))
                .map(WithName::value)
                .orElse(method.getName());
    }
}

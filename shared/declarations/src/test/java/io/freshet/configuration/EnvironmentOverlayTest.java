package io.freshet.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.yaml.DeclaredKey;
import io.freshet.yaml.DeclaredSection;
import io.freshet.yaml.KeyForm;
import io.freshet.yaml.Location;
import io.freshet.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key of the configuration can be given by an environment variable instead. */
class EnvironmentOverlayTest {

    private static final Yaml.Section EMPTY = Yaml.Section.empty(new Location("file", 0));

    static Stream<List<String>> keys() {
        return keys(List.of(), ConfigurationKeys.ALL);
    }

    private static Stream<List<String>> keys(List<String> path, DeclaredSection section) {
        return section.keys().stream().flatMap(key -> keys(path, key));
    }

    private static Stream<List<String>> keys(List<String> path, DeclaredKey key) {
        List<String> own = new ArrayList<>(path);
        own.add(key.name());
        if (key.form() instanceof KeyForm.Items) {
            own.add("1");
        }
        return key.form().section().map(inner -> keys(own, inner)).orElse(Stream.of(own));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aVariableStandsForAKey(List<String> path) {
        String variable = "FRESHET_" + String.join("_", path).toUpperCase(Locale.ROOT);
        Yaml value = EnvironmentOverlay.apply(EMPTY, Map.of(variable.replace('-', '_'), "given"));

        for (String step : path) {
            value =
                    value instanceof Yaml.Items list
                            ? list.items().get(Integer.parseInt(step))
                            : ((Yaml.Section) value).entries().get(step);
        }

        assertThat(value).isInstanceOf(Yaml.Text.class);
        assertThat(((Yaml.Text) value).value()).isEqualTo("given");
        assertThat(value.location().origin()).contains("FRESHET_");
    }

    @Test
    void attributesOfSourcesAreKeysToo() {
        Yaml.Section all =
                EnvironmentOverlay.apply(EMPTY, Map.of("FRESHET_SOURCES_0_COUNTRY", "FRA"));

        assertThat(all.plain()).isEqualTo("sources: country: FRA");
    }

    @Test
    void whatLeadsIntoNoSectionIsSomebodyElses() {
        assertThat(
                        EnvironmentOverlay.apply(
                                EMPTY,
                                Map.of(
                                        "FRESHET_CHARTS_ZONE", "UTC",
                                        "FRESHET_SOURCES_FIRST", "x",
                                        "FRESHET_SOURCES_0", "x",
                                        "HTTP_PORT", "1")))
                .isEqualTo(EMPTY);
    }
}

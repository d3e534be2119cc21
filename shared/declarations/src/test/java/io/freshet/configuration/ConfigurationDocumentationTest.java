package io.freshet.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.pipeline.PipelineDefinition;
import io.freshet.yaml.DeclarationException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/configuration.md has all keys of the file, and no others, with their defaults. */
class ConfigurationDocumentationTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]+) \\| [^|]+ \\|$");
    private static final Pattern KNOWN = Pattern.compile("known here: (.*)");

    private static final Map<String, String> NEEDED =
            Map.ofEntries(
                    Map.entry("sources[].name", "fra"),
                    Map.entry("sources[].url", "postgresql://h/d"),
                    Map.entry("sources[].username", "u"),
                    Map.entry("broker.url", "amqp://h"),
                    Map.entry("warehouse.url", "postgresql://h/w"),
                    Map.entry("warehouse.username", "u"),
                    Map.entry("lake.url", "s3://bucket"),
                    Map.entry("documents[].name", "drop"),
                    Map.entry("documents[].url", "s3://bucket"),
                    Map.entry("alerts.email.host", "mail.example"),
                    Map.entry("alerts.email.from", "freshet@example.org"),
                    Map.entry("alerts.email.to", "oncall@example.org"),
                    Map.entry("alerts.slack.url", "https://hooks.example/secret"));

    /** Sections within sections. */
    private static final List<String> INNER =
            List.of("sources[].sweeps", "alerts.email", "alerts.slack");

    /** Defaults that are told in words, as they would be written in the file of this test. */
    private static final Map<String, String> IN_WORDS =
            Map.of(
                    "the name", "FRA",
                    "none", "''",
                    "that of the URL", "u",
                    "that of the URL, or of ~/.pgpass", "''",
                    "those that Java trusts", "''");

    private static Map<String, String> documented() {
        try {
            Map<String, String> keys = new LinkedHashMap<>();
            Matcher row =
                    ROW.matcher(Files.readString(Path.of("..", "..", "docs", "configuration.md")));
            while (row.find()) {
                keys.put(row.group(1), row.group(2).strip());
            }
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void hasAllKeysAndNoOthers() {
        List<String> known = new ArrayList<>();
        for (String key : knownIn("")) {
            switch (key) {
                case "pipelines" -> known.add("pipelines[]");
                case "sources", "documents" -> known.addAll(allKnownIn(key + "[]"));
                default -> known.addAll(allKnownIn(key));
            }
        }

        assertThat(documented()).containsOnlyKeys(known);
    }

    /** The keys of a section, and of those in it. */
    private static List<String> allKnownIn(String section) {
        return knownIn(section + ".").stream()
                .map(key -> section + "." + key)
                .flatMap(key -> INNER.contains(key) ? allKnownIn(key).stream() : Stream.of(key))
                .toList();
    }

    /** The keys that the reader says it knows in a section. */
    private static List<String> knownIn(String section) {
        Map<String, String> values = new HashMap<>(NEEDED);
        values.put(section + "no-such-key", "1");
        try {
            read(values, Map.of());
        } catch (DeclarationException e) {
            Matcher known = KNOWN.matcher(e.getMessage());
            assertThat(known.find()).as(e.getMessage()).isTrue();
            return List.of(known.group(1).split(", "));
        }
        throw new AssertionError("an unknown key was taken in " + section);
    }

    static Stream<String> keys() {
        return documented().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void tellsTheDefault(String key) {
        String told = documented().get(key).replace("`", "");
        Map<String, String> values = new HashMap<>(NEEDED);
        if (told.equals("needed")) {
            values.remove(key);
            assertThatThrownBy(() -> read(values, Map.of()))
                    .isInstanceOf(DeclarationException.class)
                    .hasMessageContaining("is missing; add it");
            return;
        }
        FreshetConfig without = read(values, Map.of());
        if (!key.equals("pipelines[]")) {
            values.put(key, IN_WORDS.getOrDefault(told, told));
        }

        assertSame(read(values, Map.of()), without);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void canBeGivenByTheEnvironmentInstead(String key) {
        String told = documented().get(key).replace("`", "");
        String value =
                Map.of("needed", NEEDED.getOrDefault(key, ""))
                        .getOrDefault(told, IN_WORDS.getOrDefault(told, told))
                        .replace("''", "");
        String variable =
                "FRESHET_"
                        + key.replace("[]", "_0").replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
        Map<String, String> values = new HashMap<>(NEEDED);
        values.remove(key);
        if (key.equals("pipelines[]")) {
            assertThatThrownBy(() -> read(values, Map.of(variable, "no-such-file.yaml")))
                    .hasMessageContaining("no-such-file.yaml");
            return;
        }

        assertSame(read(values, Map.of(variable, value)), read(NEEDED, Map.of()));
    }

    private static void assertSame(FreshetConfig config, FreshetConfig other) {
        assertThat(config.sources()).isEqualTo(other.sources());
        assertThat(config.broker()).isEqualTo(other.broker());
        assertThat(config.warehouse()).isEqualTo(other.warehouse());
        assertThat(config.lake()).isEqualTo(other.lake());
        assertThat(config.alerts()).isEqualTo(other.alerts());
        assertThat(config.http()).isEqualTo(other.http());
        assertThat(config.documents()).isEqualTo(other.documents());
        assertThat(config.pipelines().all())
                .extracting(PipelineDefinition::name)
                .isEqualTo(other.pipelines().all().stream().map(PipelineDefinition::name).toList());
    }

    private static FreshetConfig read(Map<String, String> values, Map<String, String> environment) {
        Map<String, Map<String, String>> sections = new TreeMap<>();
        List.of("broker", "warehouse", "lake", "alerts", "sources[]", "documents[]")
                .forEach(name -> sections.put(name, new TreeMap<>()));
        INNER.forEach(name -> sections.put(name, new TreeMap<>()));
        values.forEach(
                (key, value) -> {
                    int dot = key.lastIndexOf('.');
                    sections.computeIfAbsent(
                                    dot < 0 ? "" : key.substring(0, dot), name -> new TreeMap<>())
                            .put(key.substring(dot + 1), value);
                });
        INNER.forEach(
                name -> {
                    int dot = name.lastIndexOf('.');
                    sections.get(name.substring(0, dot))
                            .put(name.substring(dot + 1), flow(sections.remove(name)));
                });
        StringBuilder text = new StringBuilder();
        sections.forEach(
                (name, entries) -> {
                    if (name.isEmpty()) {
                        entries.forEach(
                                (key, value) -> text.append(key).append(": ").append(value));
                        text.append('\n');
                    } else if (name.endsWith("[]")) {
                        text.append(name.replace("[]", ":\n  - "))
                                .append(flow(entries))
                                .append('\n');
                    } else {
                        text.append(name).append(": ").append(flow(entries)).append('\n');
                    }
                });
        return new ConfigurationReader(environment)
                .read("freshet.yaml", new StringReader(text.toString()), Path.of("."));
    }

    private static String flow(Map<String, String> entries) {
        StringBuilder text = new StringBuilder("{");
        entries.forEach(
                (key, value) -> {
                    String quoted =
                            value.startsWith("{") || value.startsWith("'")
                                    ? value
                                    : "'" + value + "'";
                    text.append(text.length() == 1 ? "" : ", ")
                            .append(key)
                            .append(": ")
                            .append(quoted);
                });
        return text.append('}').toString();
    }
}

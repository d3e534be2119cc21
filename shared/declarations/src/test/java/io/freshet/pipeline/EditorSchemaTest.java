package io.freshet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.freshet.configuration.ConfigurationReader;
import io.freshet.yaml.DeclarationException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * The JSON Schemas that editors complete and check by have the very keys that the readers know,
 * section by section; and the reference pages tell of each.
 */
class EditorSchemaTest {

    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final Pattern KNOWN = Pattern.compile("known here: (.*)");
    private static final String UNKNOWN = "no-such-key-at-all";

    /** A definition with an unknown key in sections of every kind. */
    private static final String DEFINITION =
            """
            pipeline: shop
            ?: 1
            source-attributes: {region: {?: 1}}
            tables:
              customers: {key: id, columns: {name: text}}
              prices: {json: drop, rows: /*, key: id, columns: {price: decimal}, ?: 1}
              orders:
                key: id
                ?: 1
                contract: {?: 1}
                columns:
                  branch: {type: code, otherwise: region, ?: 1}
                  amount: {type: decimal, ?: 1}
                  at: {type: timestamptz}
            summaries:
              by_branch: {table: orders, group-by: branch, sum: [amount], ?: 1}
              by_time: {table: orders, time-bucket: 30m, ?: 1}
            charts:
              a: {summary: by_branch, groups: {x: =group}, filter: {parameter: p, ?: 1}, ?: 1}
              b: {summary: by_time, time-series: O, ?: 1}
              c: {summary: by_branch, freshness: {label: region, ?: 1}, ?: 1}
              d: {of: orders, value: count, where: amount > 1, ?: 1}
              e: {of: orders, values: {n: count}, by: {day: at}, ?: 1}
              f: {rows: orders, limit: 3, columns: {n: amount}, order: amount desc, ?: 1}
            warehouse:
              schema: star
              ?: 1
              tables:
                dim: {of: customers, key: id, ?: 1, columns: {id: bigint, name: {type: text, ?: 1}}}
                facts: {of: orders, key: id, version: version_id, ?: 1, columns: {id: bigint, branch: {type: text, null: true}}}
                days: {calendar: day, ?: 1, columns: {day: {type: date, ?: 1}}}
            """
                    .replace("?", UNKNOWN);

    private static final String CONFIGURATION =
            """
            ?: 1
            sources:
              - {name: fra, url: "postgresql://h/d", username: u, sweeps: {?: 1}, ?: 1}
            broker: {url: "amqp://h", ?: 1}
            warehouse: {url: "postgresql://h/w", username: u, ?: 1}
            lake: {url: "s3://bucket", ?: 1}
            documents:
              - {name: drop, url: "file:./drop", ?: 1}
            alerts:
              ?: 1
              email: {host: h, from: a@example.org, to: b@example.org, ?: 1}
              slack: {url: "https://hooks.example/x", ?: 1}
            http: {?: 1}
            """
                    .replace("?", UNKNOWN);

    @Test
    void theSchemaOfDefinitionsHasTheKeysThatTheirReaderKnows() throws IOException {
        Map<String, Set<String>> known =
                known(() -> PipelineReader.read("shop.yaml", new StringReader(DEFINITION)));
        Map<String, Object> schema = schema("pipeline.schema.json");

        assertThat(keys(schema)).isEqualTo(known.get(""));
        assertThat(keys(at(schema, "properties", "warehouse"))).isEqualTo(known.get("warehouse"));
        assertThat(keys(at(schema, "$defs", "table"))).isEqualTo(known.get("tables.*"));
        assertThat(keys(at(schema, "$defs", "table", "properties", "contract")))
                .isEqualTo(known.get("tables.*.contract"));
        assertThat(keys(any(at(schema, "$defs", "column"))))
                .isEqualTo(known.get("tables.*.columns.*"));
        assertThat(keys(at(schema, "$defs", "summary"))).isEqualTo(known.get("summaries.*"));
        assertThat(keys(at(schema, "$defs", "chart"))).isEqualTo(known.get("charts.*"));
        assertThat(keys(at(schema, "$defs", "chart", "properties", "filter")))
                .isEqualTo(known.get("charts.*.filter"));
        assertThat(keys(at(schema, "$defs", "chart", "properties", "freshness")))
                .isEqualTo(known.get("charts.*.freshness"));
        assertThat(keys(at(schema, "$defs", "starTable")))
                .isEqualTo(known.get("warehouse.tables.*"));
        assertThat(keys(any(at(schema, "$defs", "starColumn"))))
                .isEqualTo(known.get("warehouse.tables.*.columns.*"));
    }

    @Test
    void theSchemaOfTheConfigurationHasTheKeysThatItsReaderKnows() throws IOException {
        Map<String, Set<String>> known =
                known(
                        () ->
                                new ConfigurationReader(Map.of())
                                        .read(
                                                "freshet.yaml",
                                                new StringReader(CONFIGURATION),
                                                Path.of(".")));
        Map<String, Object> schema = schema("freshet.schema.json");

        assertThat(keys(schema)).isEqualTo(known.get(""));
        for (String section : Set.of("broker", "warehouse", "lake", "http")) {
            assertThat(keys(at(schema, "properties", section)))
                    .as(section)
                    .isEqualTo(known.get(section));
        }
        Map<String, Object> source = at(schema, "properties", "sources", "items");
        assertThat(keys(source)).isEqualTo(known.get("sources[]"));
        assertThat(keys(at(schema, "properties", "documents", "items")))
                .isEqualTo(known.get("documents[]"));
        Map<String, Object> alerts = at(schema, "properties", "alerts");
        assertThat(keys(alerts)).isEqualTo(known.get("alerts"));
        for (String way : Set.of("email", "slack")) {
            assertThat(keys(at(alerts, "properties", way)))
                    .as(way)
                    .isEqualTo(known.get("alerts." + way));
        }
        assertThat(keys(at(source, "properties", "sweeps")))
                .isEqualTo(known.get("sources[].sweeps"));
    }

    @Test
    void theReferencePageTellsOfEveryKeyOfADefinition() throws IOException {
        String page = Files.readString(DOCS.resolve("pipelines.md"));
        Set<String> keys = new TreeSet<>();
        known(() -> PipelineReader.read("shop.yaml", new StringReader(DEFINITION)))
                .values()
                .forEach(keys::addAll);

        assertThat(keys)
                .allSatisfy(key -> assertThat(page).containsPattern("`[^`]*" + key + "\\b"));
    }

    /** The keys that a reader says it knows, by the kind of section, over all of that kind. */
    private static Map<String, Set<String>> known(Runnable reading) {
        DeclarationException thrown =
                catchThrowableOfType(DeclarationException.class, reading::run);
        Map<String, Set<String>> known = new TreeMap<>();
        thrown.problems()
                .forEach(
                        problem -> {
                            Matcher keys = KNOWN.matcher(problem.message());
                            assertThat(keys.find()).as(problem.located()).isTrue();
                            known.computeIfAbsent(kind(problem.key()), kind -> new TreeSet<>())
                                    .addAll(Arrays.asList(keys.group(1).split(", ")));
                        });
        return known;
    }

    /** The section that a key is in, with {@code *} for names and no numbers. */
    private static String kind(String key) {
        return key.replaceFirst("\\.?" + UNKNOWN + "$", "")
                .replaceAll("\\[\\d+]", "[]")
                .replaceAll("(tables|columns|summaries|charts|source-attributes)\\.[^.]+", "$1.*");
    }

    private static Map<String, Object> schema(String name) throws IOException {
        return new Yaml().load(Files.readString(DOCS.resolve("schema").resolve(name)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Map<String, Object> schema, String... path) {
        Map<String, Object> part = schema;
        for (String name : path) {
            part = (Map<String, Object>) part.get(name);
        }
        return part;
    }

    /** What something is that may be a text or an object: the latter. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> any(Map<String, Object> schema) {
        return ((List<Map<String, Object>>) schema.get("anyOf")).get(1);
    }

    private static Set<String> keys(Map<String, Object> schema) {
        return new TreeSet<>(at(schema, "properties").keySet());
    }
}

package io.freshet.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.SourceConfig;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class HelmChartTest {

    private static final Path CHART =
            Path.of("..", "..", "deploy", "helm", "freshet").toAbsolutePath();
    private static final String VALUES =
            """
            sources:
              - name: fra
                url: postgresql://fra-db:5432/fra
                username: reader
                passwordSecret: {name: fra-reader, key: password}
                pipeline: pisa
                pollInterval: 20ms
              - {name: uk, url: "postgresql://uk-db/uk", username: reader, country: GBR}
            """;

    @TempDir Path folder;
    private Path values;

    @BeforeEach
    void writeValues() throws IOException {
        values = Files.writeString(folder.resolve("values.yaml"), VALUES);
    }

    @Test
    void passesTheStrictLinter() {
        LintResult lint = new Helm(CHART).lint().strict().call();

        assertThat(lint.isFailed()).as(String.join("\n", lint.getMessages())).isFalse();
    }

    @Test
    void rendersWithItsDefaults() {
        assertThat(objects(new Helm(CHART).template().call()))
                .extracting(object -> object.get("kind"))
                .containsExactlyInAnyOrder(
                        "ServiceAccount",
                        "ConfigMap",
                        "Service",
                        "Deployment",
                        "Deployment",
                        "Deployment");
    }

    @Test
    void givesEveryServiceProbesResourcesAndNoRights() {
        List<Map<String, Object>> deployments =
                render().stream().filter(o -> "Deployment".equals(o.get("kind"))).toList();

        assertThat(deployments).hasSize(3);
        for (Map<String, Object> deployment : deployments) {
            Map<String, Object> pod = map(deployment, "spec", "template", "spec");
            Map<String, Object> container = list(pod, "containers").get(0);
            assertThat(container)
                    .containsKeys("livenessProbe", "readinessProbe", "startupProbe", "resources");
            assertThat(map(container, "resources", "limits")).containsKey("memory");
            assertThat(map(container, "securityContext"))
                    .containsEntry("readOnlyRootFilesystem", true)
                    .containsEntry("allowPrivilegeEscalation", false);
            assertThat(map(pod, "securityContext")).containsEntry("runAsNonRoot", true);
            assertThat(pod).containsEntry("automountServiceAccountToken", false);
        }
    }

    @Test
    void writesAConfigurationThatTheServicesRead() {
        Map<String, Object> configMap =
                render().stream()
                        .filter(o -> "ConfigMap".equals(o.get("kind")))
                        .findFirst()
                        .orElseThrow();
        String file = (String) map(configMap, "data").get("freshet.yaml");

        FreshetConfig config =
                new ConfigurationReader(
                                Map.of(
                                        "FRESHET_SECRET_BROKER_URL", "amqp://me:hush@mq",
                                        "FRESHET_SECRET_WAREHOUSE_PASSWORD", "hush",
                                        "FRESHET_SECRET_SOURCE_0_PASSWORD", "hush"))
                        .read("freshet.yaml", new StringReader(file), folder);

        assertThat(config.sources()).extracting(SourceConfig::name).containsExactly("fra", "uk");
        assertThat(config.sources().get(0).password().value()).isEqualTo("hush");
        assertThat(config.sources().get(1).attributes()).containsEntry("country", "GBR");
        assertThat(config.http().port()).isEqualTo(8080);
    }

    @Test
    void keepsPasswordsInSecrets() {
        Map<String, Object> poller =
                render().stream()
                        .filter(
                                o ->
                                        "release-name-freshet-poller"
                                                .equals(map(o, "metadata").get("name")))
                        .findFirst()
                        .orElseThrow();
        List<Map<String, Object>> environment =
                list(list(map(poller, "spec", "template", "spec"), "containers").get(0), "env");

        assertThat(environment)
                .filteredOn(variable -> String.valueOf(variable.get("name")).contains("SECRET"))
                .hasSize(3)
                .allSatisfy(variable -> assertThat(variable).containsKey("valueFrom"));
    }

    @Test
    void refusesValuesThatDoNotFit() throws IOException {
        Files.writeString(values, "sources: [{name: fra, url: \"mysql://x\", username: r}]");

        assertThatThrownBy(this::render).hasMessageContaining("url");
    }

    private List<Map<String, Object>> render() {
        return objects(new Helm(CHART).template().withValuesFile(values).call());
    }

    private static List<Map<String, Object>> objects(String yaml) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Object document : new Yaml().loadAll(yaml)) {
            if (document != null) {
                objects.add(cast(document));
            }
        }
        return objects;
    }

    private static Map<String, Object> map(Map<String, Object> object, String... path) {
        Map<String, Object> value = object;
        for (String key : path) {
            assertThat(value).containsKey(key);
            value = cast(value.get(key));
        }
        return value;
    }

    private static List<Map<String, Object>> list(Map<String, Object> object, String key) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (Object item : (List<?>) object.get(key)) {
            items.add(cast(item));
        }
        return items;
    }

    @SuppressWarnings("unchecked") // YAML mappings have text keys here
    private static Map<String, Object> cast(Object object) {
        return (Map<String, Object>) object;
    }
}

package io.freshet.deployment;

import static io.freshet.deployment.HelmChart.container;
import static io.freshet.deployment.HelmChart.named;
import static io.freshet.deployment.HelmChart.ofKind;
import static io.freshet.deployment.HelmChart.pod;
import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.LintResult;
import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** deploy/helm: what Kubernetes is given for values from none to all. */
class HelmChartTest {

    static Stream<String> values() {
        return Stream.of(HelmChart.DEFAULT, HelmChart.MINIMAL, HelmChart.FULL);
    }

    private static Map<String, Long> kinds(String values) {
        return HelmChart.render(values).stream()
                .collect(
                        Collectors.groupingBy(
                                object -> object.text("kind"),
                                TreeMap::new,
                                Collectors.counting()));
    }

    @Test
    void passesTheStrictLinter() {
        LintResult lint = HelmChart.lint();

        assertThat(lint.isFailed()).as(String.join("\n", lint.getMessages())).isFalse();
    }

    @ParameterizedTest
    @MethodSource("values")
    void isTheSameForTheOldestAndANewKubernetes(String values) {
        assertThat(HelmChart.VERSIONS.stream().map(version -> HelmChart.render(values, version)))
                .hasSize(2)
                .allMatch(HelmChart.render(values)::equals);
    }

    @Test
    void bringsTheThreeServicesByDefaultAndAllThatIsSwitchedOnBesides() {
        assertThat(kinds(HelmChart.DEFAULT))
                .containsOnlyKeys(
                        "ConfigMap",
                        "Deployment",
                        "PodDisruptionBudget",
                        "Service",
                        "ServiceAccount")
                .containsEntry("Deployment", 3L)
                .containsEntry("PodDisruptionBudget", 3L);
        assertThat(kinds(HelmChart.MINIMAL)).doesNotContainKey("PodDisruptionBudget");
        assertThat(kinds(HelmChart.FULL))
                .containsEntry("Deployment", 6L)
                .containsEntry("NetworkPolicy", 6L)
                .containsEntry("ConfigMap", 5L)
                .containsEntry("HorizontalPodAutoscaler", 1L)
                .containsEntry("Ingress", 1L)
                .containsEntry("PrometheusRule", 1L)
                .containsEntry("Secret", 1L)
                .containsEntry("ServiceMonitor", 1L);
    }

    @ParameterizedTest
    @MethodSource("values")
    void givesEveryServiceProbesResourcesAndNoRights(String values) {
        for (YamlObject deployment : ofKind("Deployment", HelmChart.render(values))) {
            YamlObject container = container(deployment);
            for (String probe : List.of("livenessProbe", "startupProbe")) {
                assertThat(container.at(probe, "httpGet"))
                        .isEqualTo(Map.of("path", "/q/health/live", "port", "http"));
            }
            assertThat(container.at("readinessProbe", "httpGet"))
                    .isEqualTo(Map.of("path", "/q/health/ready", "port", "http"));
            assertThat(container.object("resources", "limits").has("memory")).isTrue();
            assertThat(container.object("resources", "requests").values())
                    .containsKeys("cpu", "memory");
            assertThat(container.object("securityContext").values())
                    .containsEntry("readOnlyRootFilesystem", true)
                    .containsEntry("allowPrivilegeEscalation", false)
                    .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
            YamlObject pod = pod(deployment);
            assertThat(pod.object("securityContext").values()).containsEntry("runAsNonRoot", true);
            assertThat(pod.values())
                    .containsEntry("automountServiceAccountToken", false)
                    .containsEntry("enableServiceLinks", false);
            assertThat(pod.list("topologySpreadConstraints")).hasSize(2);
        }
    }

    @Test
    void leavesTheNumberOfChartApisToTheAutoscaler() {
        List<YamlObject> objects = HelmChart.render(HelmChart.FULL);

        assertThat(named("Deployment", "chart-api", objects).object("spec").has("replicas"))
                .isFalse();
        assertThat(named("HorizontalPodAutoscaler", "chart-api", objects).object("spec").values())
                .containsEntry("minReplicas", 2)
                .containsEntry("maxReplicas", 6);
    }

    @Test
    void letsOneServiceRunAnotherVersionThanTheOthers() {
        List<YamlObject> objects =
                HelmChart.render("{image: {tag: \"2\"}, aggregator: {tag: \"3\"}}");

        assertThat(container(named("Deployment", "aggregator", objects)).text("image"))
                .isEqualTo("freshet/aggregator-service:3");
        assertThat(container(named("Deployment", "poller", objects)).text("image"))
                .isEqualTo("freshet/poller-service:2");
    }

    @Test
    void tellsTheSimulatorByItsEnvironmentAndPasswordsBySecrets() {
        YamlObject simulator = named("Deployment", "simulator", HelmChart.render(HelmChart.FULL));

        assertThat(simulator.at("spec", "strategy")).isEqualTo(Map.of("type", "Recreate"));
        Map<String, Object> told = new TreeMap<>();
        for (YamlObject variable : container(simulator).list("env")) {
            told.put(
                    variable.text("name").replace("FRESHET_SIMULATOR_", ""),
                    variable.has("value")
                            ? variable.text("value")
                            : variable.object("valueFrom", "secretKeyRef").values());
        }
        assertThat(told)
                .containsEntry("ENABLED", "true")
                .containsEntry("SERVER_URL", "postgresql://sources/postgres")
                .containsEntry("SERVER_USERNAME", "maker")
                .containsEntry(
                        "SERVER_PASSWORD",
                        Map.of("name", "release-name-freshet-passwords", "key", "simulator-server"))
                .containsEntry(
                        "READER_PASSWORD", Map.of("name", "freshet-simulator", "key", "reader"))
                .containsEntry("COUNTRIES", "FRA,GBR,ITA,ESP,POL")
                .containsEntry("RATE", "50")
                .doesNotContainKey("FRESHET_CONFIG");
    }

    @Test
    void letsNobodyToTheLakeAndTheSimulator() {
        List<YamlObject> objects = HelmChart.render(HelmChart.FULL);

        assertThat(ofKind("Service", objects))
                .extracting(service -> service.text("metadata", "name"))
                .contains("release-name-freshet-lake-management")
                .noneMatch(name -> name.endsWith("-lake") || name.contains("simulator"));
        assertThat(pod(named("Deployment", "lake", objects)).list("volumes"))
                .anyMatch(
                        volume ->
                                "lake-folder"
                                        .equals(volume.at("persistentVolumeClaim", "claimName")));
    }

    @Test
    void keepsPasswordsOutOfEverythingButTheSecret() {
        List<YamlObject> others =
                HelmChart.render(HelmChart.FULL).stream()
                        .filter(object -> !object.text("kind").equals("Secret"))
                        .toList();

        assertThat(others.toString()).doesNotContain("hush");
    }

    @Test
    void letsOutsidersToChartsAndForageAndMonitorsToThePortForOperators() {
        List<YamlObject> objects = HelmChart.render(HelmChart.FULL);

        assertThat(
                        named("Ingress", "freshet", objects).list("spec", "rules").stream()
                                .flatMap(rule -> rule.list("http", "paths").stream())
                                .map(path -> path.text("path") + " " + backend(path)))
                .containsExactly("/charts chart-api http", "/ forage http");
        Function<YamlObject, Set<String>> ports =
                policy ->
                        policy.list("spec", "ingress").stream()
                                .map(rule -> rule.at("from") + " " + rule.at("ports"))
                                .collect(Collectors.toSet());
        String monitors =
                "[{namespaceSelector={matchLabels={name=monitoring}}}] [{port=management}]";
        assertThat(ports.apply(named("NetworkPolicy", "poller", objects)))
                .containsExactly(monitors);
        assertThat(ports.apply(named("NetworkPolicy", "chart-api", objects)))
                .containsExactlyInAnyOrder("null [{port=http}]", monitors);
    }

    private static String backend(YamlObject path) {
        return path.text("backend", "service", "name").replace("release-name-freshet-", "")
                + " "
                + path.text("backend", "service", "port", "name");
    }

    @Test
    void bringsTheRulesAndDashboardsOfTheRepository() throws IOException {
        List<YamlObject> objects = HelmChart.render(HelmChart.FULL);

        Path rules = RepositoryFiles.path("deploy/prometheus/freshet.rules.yml");
        assertThat(named("PrometheusRule", "freshet", objects).at("spec"))
                .isEqualTo(new Yaml().<Object>load(Files.readString(rules)));
        try (Stream<Path> files = Files.list(RepositoryFiles.path("deploy/grafana"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                String map = name.replace("freshet-", "").replace(".json", "-dashboard");
                YamlObject dashboard = named("ConfigMap", map, objects);
                assertThat(dashboard.object("data").text(name).strip())
                        .isEqualTo(Files.readString(file).strip());
            }
        }
    }
}

package io.freshet.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.freshet.testkit.files.MetricsPage;
import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** deploy/prometheus: what Prometheus warns of, and what the warned find to read. */
class PrometheusRulesTest {

    private static final Path FOLDER = RepositoryFiles.path("deploy/prometheus");
    private static final Path RUNBOOKS = RepositoryFiles.path("docs/runbooks");
    private static final String RULES = "freshet.rules.yml";
    private static final Pattern ALERT = Pattern.compile("Freshet[A-Z]\\w+");
    private static final List<String> TRIALS =
            List.of("freshet.rules.test.yml", "freshet.rules.long.test.yml");

    @TempDir Path folder;

    private static final List<YamlObject> rules = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        for (YamlObject group : yaml(RULES).list("groups")) {
            rules.addAll(group.list("rules"));
        }
    }

    private static YamlObject yaml(String file) throws IOException {
        return YamlObject.of(new Yaml().load(Files.readString(FOLDER.resolve(file))));
    }

    private static List<YamlObject> alerts() {
        return rules.stream().filter(rule -> rule.has("alert")).toList();
    }

    private static Set<String> alertNames() {
        return alerts().stream().map(alert -> alert.text("alert")).collect(Collectors.toSet());
    }

    @Test
    void areThoseOfPrometheus() {
        var promtool = PrometheusTool.promtool();
        assumeTrue(promtool.isPresent(), "promtool is not here");

        promtool.orElseThrow().run(FOLDER, "check", "rules", RULES);
    }

    /** The rules stand beside what names them, as Compose mounts them. */
    @ParameterizedTest
    @ValueSource(strings = {"deploy/prometheus", "deploy/compose"})
    void areNamedByConfigurationsOfPrometheus(String place) throws IOException {
        var promtool = PrometheusTool.promtool();
        assumeTrue(promtool.isPresent(), "promtool is not here");
        Files.copy(
                RepositoryFiles.path(place + "/prometheus.yml"), folder.resolve("prometheus.yml"));
        Files.copy(FOLDER.resolve(RULES), folder.resolve(RULES));

        promtool.orElseThrow().run(folder, "check", "config", "prometheus.yml");
    }

    @Test
    void fireWhereTheyShouldAndNowhereElse() {
        var promtool = PrometheusTool.promtool();
        assumeTrue(promtool.isPresent(), "promtool is not here");

        for (String file : TRIALS) {
            promtool.orElseThrow().run(FOLDER, "test", "rules", file);
        }
    }

    @Test
    void areAllTriedWhereTheyShouldFire() throws IOException {
        Set<String> fired = new HashSet<>();
        for (String file : TRIALS) {
            yaml(file).list("tests").stream()
                    .flatMap(test -> test.list("alert_rule_test").stream())
                    .filter(trial -> !trial.list("exp_alerts").isEmpty())
                    .forEach(trial -> fired.add(trial.text("alertname")));
        }

        assertThat(fired).isEqualTo(alertNames());
    }

    @Test
    void askForMetricsThatAreDocumented() {
        MetricsPage page = MetricsPage.read();
        Set<String> recorded =
                rules.stream()
                        .filter(rule -> rule.has("record"))
                        .map(rule -> rule.text("record"))
                        .collect(Collectors.toSet());

        for (YamlObject rule : rules) {
            assertThat(QueryNames.of(rule.text("expr")))
                    .as(rule.text("expr"))
                    .isNotEmpty()
                    .allMatch(name -> recorded.contains(name) || page.lists(name));
        }
    }

    @Test
    void sayWhatIsWrongHowUrgentItIsAndWhereToReadOn() {
        assertThat(alerts())
                .allSatisfy(
                        alert -> {
                            YamlObject annotations = alert.object("annotations");
                            assertThat(annotations.text("summary")).isNotBlank();
                            assertThat(annotations.text("description")).isNotBlank();
                            assertThat(annotations.text("runbook"))
                                    .isEqualTo("docs/runbooks/" + alert.text("alert") + ".md");
                            assertThat(alert.object("labels").text("severity"))
                                    .isIn("page", "ticket");
                        });
    }

    /** But for those of programs that need not be there: the lake service and RabbitMQ. */
    @Test
    void areNamedWhereTheyAreBlind() {
        YamlObject absent =
                alerts().stream()
                        .filter(alert -> alert.text("alert").equals("FreshetMetricsAbsent"))
                        .findFirst()
                        .orElseThrow();
        Set<String> others = alertNames();
        others.removeAll(
                Set.of("FreshetMetricsAbsent", "FreshetLakeFallsBehind", "FreshetBrokerShort"));

        Set<String> named =
                ALERT.matcher(absent.text("annotations", "description"))
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toSet());

        assertThat(named).isEqualTo(others);
    }

    @Test
    void haveARunbookEach() throws IOException {
        try (Stream<Path> files = Files.list(RUNBOOKS)) {
            Set<String> runbooks =
                    files.map(file -> file.getFileName().toString().replace(".md", ""))
                            .filter(name -> !Set.of("README", "errors").contains(name))
                            .collect(Collectors.toSet());
            assertThat(runbooks).isEqualTo(alertNames());
        }
        for (String alert : alertNames()) {
            assertThat(Files.readString(RUNBOOKS.resolve(alert + ".md")))
                    .as(alert)
                    .containsPattern(
                            "^# "
                                    + alert
                                    + "\n\n## Meaning\n\n\\S[^#]+\n## First look\n\n1\\. \\S[^#]+\n## Remedy\n\n1\\. \\S[^#]+$");
        }
    }
}

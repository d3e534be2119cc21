package io.freshet.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.freshet.testkit.files.DashboardQueries;
import io.freshet.testkit.files.MetricsPage;
import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** deploy/grafana: dashboards whose panels ask for what Freshet tells. */
class GrafanaDashboardsTest {

    private static final Path FOLDER = RepositoryFiles.path("deploy/grafana");
    private static final String SOURCE_OF_DATA = "${datasource}";

    @TempDir Path folder;

    private static Map<String, YamlObject> dashboards() throws IOException {
        Map<String, YamlObject> dashboards = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                // JSON is YAML
                dashboards.put(
                        file.getFileName().toString(),
                        YamlObject.of(new Yaml().load(Files.readString(file))));
            }
        }
        return dashboards;
    }

    @Test
    void areThese() throws IOException {
        assertThat(dashboards().values())
                .extracting(dashboard -> dashboard.text("title"))
                .containsExactlyInAnyOrder(
                        "Freshet: how fresh",
                        "Freshet: sources",
                        "Freshet: pipeline stages",
                        "Freshet: charts");
        dashboards()
                .forEach(
                        (file, dashboard) ->
                                assertThat(file).isEqualTo(dashboard.text("uid") + ".json"));
    }

    @Test
    void havePanelsThatSayWhatTheyShowAndAskTheChosenPrometheus() throws IOException {
        for (YamlObject dashboard : dashboards().values()) {
            assertThat(dashboard.list("panels"))
                    .allSatisfy(
                            panel -> {
                                assertThat(panel.text("title")).isNotBlank();
                                assertThat(panel.text("description")).isNotBlank();
                                assertThat(panel.object("datasource").text("uid"))
                                        .isEqualTo(SOURCE_OF_DATA);
                                assertThat(panel.list("targets")).isNotEmpty();
                            });
            assertThat(dashboard.list("panels"))
                    .extracting(panel -> panel.text("id"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void askForMetricsThatAreDocumented() {
        MetricsPage page = MetricsPage.read();

        assertThat(DashboardQueries.read())
                .hasSizeGreaterThan(50)
                .allSatisfy(
                        query ->
                                assertThat(QueryNames.of(query))
                                        .isNotEmpty()
                                        .allMatch(page::lists));
    }

    @Test
    void askWhatPrometheusUnderstands() throws IOException {
        var promtool = PrometheusTool.promtool();
        assumeTrue(promtool.isPresent(), "promtool is not here");
        StringBuilder rules = new StringBuilder("groups:\n  - name: panels\n    rules:\n");
        for (String query : DashboardQueries.read()) {
            String filled = DashboardQueries.filled(query, "1m");
            assertThat(filled).doesNotContain("$");
            rules.append("      - record: panel\n        labels: {number: \"")
                    .append(rules.length())
                    .append("\"}\n        expr: '")
                    .append(filled.replace("'", "''").replace("\n", " "))
                    .append("'\n");
        }
        Files.writeString(folder.resolve("panels.yml"), rules);

        promtool.orElseThrow().run(folder, "check", "rules", "panels.yml");
    }
}

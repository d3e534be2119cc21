package io.freshet.deployment;

import static io.freshet.deployment.HelmChart.container;
import static io.freshet.deployment.HelmChart.named;
import static io.freshet.deployment.HelmChart.ofKind;
import static io.freshet.deployment.HelmChart.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.AlertsConfig;
import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.HttpConfig;
import io.freshet.configuration.LakeConfig;
import io.freshet.configuration.SourceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** deploy/helm: the configuration that pods read, and the files of secrets beside it. */
class HelmConfigurationTest {

    @TempDir Path folder;

    /**
     * Puts configuration and passwords where a pod has them, and reads them as its service does.
     */
    private FreshetConfig configurationOf(String service, List<YamlObject> objects)
            throws IOException {
        YamlObject deployment = named("Deployment", service, objects);
        YamlObject files = ofKind("ConfigMap", objects).get(0).object("data");
        for (String name : files.values().keySet()) {
            String text =
                    files.text(name)
                            .replace("/etc/freshet-secrets", folder.toString())
                            .replace("  - definition-orders.yaml\n", "")
                            .replace("pipelines:\n", "");
            Files.writeString(folder.resolve(name), text);
        }
        YamlObject secrets =
                pod(deployment).list("volumes").stream()
                        .filter(volume -> volume.text("name").equals("secrets"))
                        .findFirst()
                        .orElseThrow();
        for (YamlObject source : secrets.list("projected", "sources")) {
            YamlObject item = source.list("secret", "items").get(0);
            Files.writeString(
                    folder.resolve(item.text("path")),
                    (item.text("path").equals("alerts-slack") ? "https://hooks.example/" : "")
                            + source.text("secret", "name")
                            + "/"
                            + item.text("key"));
        }
        String named =
                container(deployment).list("env").stream()
                        .filter(variable -> variable.text("name").equals("FRESHET_CONFIG"))
                        .findFirst()
                        .orElseThrow()
                        .text("value");
        return new ConfigurationReader(Map.of())
                .read(folder.resolve(Path.of(named).getFileName().toString()));
    }

    @Test
    void givesPollersAllPasswordsAndOthersThoseThatTheyNeed() throws IOException {
        List<YamlObject> objects = HelmChart.render(HelmChart.FULL);

        FreshetConfig poller = configurationOf("poller", objects);
        assertThat(poller.broker().orElseThrow().username()).isEqualTo("freshet-poller");
        assertThat(poller.broker().orElseThrow().password().value())
                .isEqualTo("release-name-freshet-passwords/poller-broker");
        assertThat(poller.warehouse().orElseThrow().username()).isEqualTo("freshet_poller");
        assertThat(poller.warehouse().orElseThrow().password().value())
                .isEqualTo("poller/warehouse");
        assertThat(poller.sources())
                .extracting(source -> source.password().value())
                .containsExactly("fra-reader/password", "release-name-freshet-passwords/source-uk");
        for (String service : List.of("aggregator", "chart-api", "forage")) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            FreshetConfig config = configurationOf(service, objects);
            assertThat(config.warehouse().orElseThrow().url())
                    .isEqualTo(poller.warehouse().orElseThrow().url());
            assertThat(config.sources())
                    .extracting(source -> source.password().value())
                    .containsExactly("", "");
        }
    }

    @Test
    void tellsOfTheLakeWhoArchivesAndWhoKeepsTheJournalForIt() throws IOException {
        List<YamlObject> objects = HelmChart.render(HelmChart.FULL);

        FreshetConfig lake = configurationOf("lake", objects);
        assertThat(lake.broker()).isEmpty();
        assertThat(lake.warehouse().orElseThrow().username()).isEqualTo("freshet_lake");
        LakeConfig.TwoPlaces places = (LakeConfig.TwoPlaces) lake.lake().orElseThrow();
        assertThat(places.processed()).hasToString("s3://company-processed at http://minio:9000");
        LakeConfig.Bucket bucket = (LakeConfig.Bucket) places.main();
        assertThat(bucket.accessKey()).contains("freshet");
        assertThat(bucket.secretKey().value()).isEqualTo("lake/secret");
        LakeConfig.TwoPlaces told =
                (LakeConfig.TwoPlaces) configurationOf("aggregator", objects).lake().orElseThrow();
        LakeConfig.Bucket known = (LakeConfig.Bucket) told.main();
        assertThat(known.accessKey()).as("the aggregator reads nothing there").isEmpty();
        assertThat(configurationOf("poller", objects).lake()).isEmpty();
    }

    @Test
    void tellsWhomToAlertThoseWhoDo() throws IOException {
        List<YamlObject> objects = HelmChart.render(HelmChart.FULL);

        for (String service : List.of("poller", "aggregator", "lake")) {
            AlertsConfig alerts = configurationOf(service, objects).alerts().orElseThrow();
            assertThat(alerts.on()).hasSize(2);
            assertThat(alerts.interval()).hasMinutes(5);
            assertThat(alerts.email().orElseThrow().password().value())
                    .isEqualTo("release-name-freshet-passwords/alerts-email");
            assertThat(alerts.email().orElseThrow().to())
                    .containsExactly("c@d.example", "e@f.example");
            assertThat(alerts.slack().orElseThrow().url().value())
                    .isEqualTo("https://hooks.example/slack/url");
        }
        assertThat(configurationOf("chart-api", objects).alerts()).isEmpty();
    }

    @Test
    void letsServicesWithoutAccountsOfTheirOwnSignInAsAllDo() throws IOException {
        List<YamlObject> objects = HelmChart.render(HelmChart.FULL);

        FreshetConfig aggregator = configurationOf("aggregator", objects);
        assertThat(aggregator.broker().orElseThrow().username()).isEqualTo("me");
        assertThat(aggregator.broker().orElseThrow().password().value())
                .isEqualTo("release-name-freshet-passwords/broker");
        assertThat(aggregator.warehouse().orElseThrow().username()).isEqualTo("freshet");
        assertThat(aggregator.warehouse().orElseThrow().password().value())
                .isEqualTo("freshet-warehouse/password");
        FreshetConfig charts = configurationOf("chart-api", objects);
        assertThat(charts.broker()).isEqualTo(aggregator.broker());
        assertThat(charts.warehouse().orElseThrow().username()).isEqualTo("freshet_charts");
        assertThat(charts.warehouse().orElseThrow().password().value())
                .isEqualTo("charts/warehouse");
    }

    @Test
    void givesPollersTheirSourcesPasswordsWhereNothingElseHasOne() throws IOException {
        List<YamlObject> objects =
                HelmChart.render(
                        """
                        broker: {url: "amqp://me@mq", passwordSecret: null}
                        warehouse: {url: "postgresql://wh/w", username: me, passwordSecret: null}
                        sources: [{name: fra, url: "postgresql://fra-db/fra", username: reader, password: x}]
                        """);

        FreshetConfig poller = configurationOf("poller", objects);
        assertThat(poller.sources().get(0).password().value())
                .isEqualTo("release-name-freshet-passwords/source-fra");
        assertThat(poller.warehouse().orElseThrow().password().value()).isEmpty();
    }

    @Test
    void saysAllThatValuesSayOfSources() throws IOException {
        FreshetConfig config = configurationOf("poller", HelmChart.render(HelmChart.FULL));

        assertThat(config.http()).isEqualTo(new HttpConfig("0.0.0.0", 8080, "0.0.0.0", 9000));
        SourceConfig fra = config.sources().get(0);
        assertThat(fra.pollInterval()).hasMillis(20);
        assertThat(fra.sweeps()).isEqualTo(new SourceConfig.SweepConfig(1, 10));
        SourceConfig uk = config.sources().get(1);
        assertThat(uk.attributes()).containsEntry("country", "GBR");
        assertThat(uk.access().pooled()).isTrue();
        assertThat(uk.access().timeZone()).hasToString("Europe/London");
    }
}

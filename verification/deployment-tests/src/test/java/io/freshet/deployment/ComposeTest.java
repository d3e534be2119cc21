package io.freshet.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.LakeConfig;
import io.freshet.configuration.SourceConfig;
import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** deploy/compose: as far as it can be checked without a container engine. */
class ComposeTest {

    private static final Path FOLDER = RepositoryFiles.path("deploy/compose");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):\\?");

    private static YamlObject services;

    @BeforeAll
    static void read() throws IOException {
        services = yaml("compose.yaml").object("services");
    }

    private static YamlObject yaml(String file) throws IOException {
        return YamlObject.of(new Yaml().load(Files.readString(FOLDER.resolve(file))));
    }

    private static List<?> listOf(String service, String key) {
        return services.at(service, key) instanceof List<?> list ? list : List.of();
    }

    @Test
    void mountsWhatThereIs() {
        for (String service : services.values().keySet()) {
            for (Object volume : listOf(service, "volumes")) {
                String from = volume.toString().split(":", 2)[0];
                if (from.startsWith(".")) {
                    Path path = FOLDER.resolve(from).normalize();
                    assertThat(Files.exists(path)).as("%s: %s", service, from).isTrue();
                }
            }
        }
    }

    @Test
    void publishesPortsOnThisMachineOnlyAndNeverThoseForOperators() {
        for (String service : services.values().keySet()) {
            assertThat(listOf(service, "ports"))
                    .as(service)
                    .allSatisfy(
                            port ->
                                    assertThat(port.toString())
                                            .startsWith("127.0.0.1:")
                                            .doesNotEndWith(":9000"));
        }
    }

    @Test
    void runsServicesWithoutRights() {
        for (String service : List.of("simulator", "poller", "aggregator", "chart-api", "lake")) {
            assertThat(services.object(service).values())
                    .containsEntry("user", "185:185")
                    .containsEntry("read_only", true)
                    .containsEntry("cap_drop", List.of("ALL"));
        }
    }

    @Test
    void runsOurImagesAsTheyAreCalledAndNobodyElsesOfTheSameName() throws IOException {
        String pom = Files.readString(RepositoryFiles.path("pom.xml"));
        Matcher version =
                Pattern.compile("<artifactId>freshet</artifactId>\\s*<version>(.+?)</version>")
                        .matcher(pom);
        assertThat(version.find()).isTrue();
        String end = ":${FRESHET_TAG:-%s}".formatted(version.group(1));
        String products =
                Files.readString(
                        RepositoryFiles.path(
                                "deploy/images/src/main/java/io/freshet/images/Product.java"));
        String readme = Files.readString(RepositoryFiles.path("deploy/README.md"));

        for (String service : List.of("simulator", "poller", "aggregator", "chart-api", "lake")) {
            String image = services.text(service, "image");
            assertThat(image).startsWith("${FRESHET_IMAGES:-}").endsWith(end);
            String name = image.replace("${FRESHET_IMAGES:-}", "").replace(end, "");
            assertThat(products).contains("\"%s\"".formatted(name));
            assertThat(readme).as("is loaded").containsPattern("for service in [^;]*" + name);
            assertThat(services.text(service, "pull_policy")).isEqualTo("${FRESHET_PULL:-never}");
        }
    }

    @Test
    void asksForThePasswordsThatTheReadmeMakes() throws IOException {
        Set<String> asked = new TreeSet<>();
        Matcher variable = VARIABLE.matcher(Files.readString(FOLDER.resolve("compose.yaml")));
        while (variable.find()) {
            asked.add(variable.group(1));
        }

        assertThat(Files.readString(RepositoryFiles.path("deploy/README.md")))
                .contains(asked.stream().map(name -> name + "=$(").toList());
    }

    @Test
    void hasAConfigurationThatServicesReadAndSourcesThatTheSimulatorMakes() {
        FreshetConfig config =
                new ConfigurationReader(
                                Map.of(
                                        "FRESHET_SECRET_BROKER", "b",
                                        "FRESHET_SECRET_DATABASE", "d",
                                        "FRESHET_SECRET_READER", "r"))
                        .read(FOLDER.resolve("freshet.yaml"));

        assertThat(config.broker().orElseThrow().password().value()).isEqualTo("b");
        String prefix =
                services.text("simulator", "environment", "FRESHET_SIMULATOR_DATABASE_PREFIX");
        Stream<String> countries =
                Stream.of(
                                services.text(
                                                "simulator",
                                                "environment",
                                                "FRESHET_SIMULATOR_COUNTRIES")
                                        .split(","))
                        .map(code -> code.toLowerCase(Locale.ROOT));
        String shop =
                services.text("simulator", "environment", "FRESHET_SIMULATOR_TOTESYS_DATABASE");
        assertThat(config.sources())
                .extracting(SourceConfig::name)
                .containsExactlyElementsOf(
                        Stream.concat(countries, Stream.of(shop.replace(prefix, ""))).toList());
        assertThat(services.at("lake", "volumes"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("lake:" + ((LakeConfig.Folder) config.lake().orElseThrow()).path());
        assertThat(config.sources())
                .allSatisfy(
                        source ->
                                assertThat(source.url().database())
                                        .isEqualTo(prefix + source.name()));
    }

    @Test
    void scrapesEveryServicesPortForOperators() throws IOException {
        YamlObject job = yaml("prometheus.yml").list("scrape_configs").get(0);

        assertThat(job.text("job_name")).isEqualTo("freshet");
        assertThat(job.list("static_configs").get(0).at("targets"))
                .isEqualTo(List.of("poller:9000", "aggregator:9000", "chart-api:9000"));
        assertThat(job.list("dns_sd_configs").get(0).values())
                .containsEntry("names", List.of("lake"))
                .containsEntry("port", 9000);
    }
}

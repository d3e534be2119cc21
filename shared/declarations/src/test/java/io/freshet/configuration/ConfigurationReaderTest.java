package io.freshet.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.configuration.SourceConfig.AccessConfig;
import io.freshet.yaml.DeclarationException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {

    private static final String WHOLE =
            """
            sources:
              - name: fra
                url: postgresql://db.example:5433/fra?sslmode=require
                username: reader
                password: ${FRA_PASSWORD}
                pipeline: pisa
                poll-interval: 20ms
              - {name: uk, url: "postgresql://db.example/uk", username: reader, country: gbr}
            broker: {url: "amqp://shop:se%40cret@mq.example:5673/charts"}
            warehouse:
              url: postgresql://wh.example/freshet
              username: freshet
              password: "with spaces "
            http: {port: 9090, management-host: 0.0.0.0}
            """;

    private final Map<String, String> environment = new HashMap<>(Map.of("FRA_PASSWORD", "hush"));

    @Test
    void readsAWholeFile() {
        FreshetConfig config = read(WHOLE);

        SourceConfig fra = config.sources().get(0);
        assertThat(fra.url().host()).isEqualTo("db.example");
        assertThat(fra.url().port()).isEqualTo(5433);
        assertThat(fra.url().database()).isEqualTo("fra");
        assertThat(fra.url().tls().mode()).isEqualTo(DatabaseTls.Mode.REQUIRE);
        assertThat(fra.password().value()).isEqualTo("hush");
        assertThat(fra.pollInterval()).isEqualTo(Duration.ofMillis(20));
        assertThat(fra.attributes()).containsEntry("country", "FRA");
        SourceConfig uk = config.sources().get(1);
        assertThat(uk.attributes()).containsEntry("country", "GBR");
        assertThat(uk.pipeline()).isEqualTo("pisa");
        assertThat(uk.pollInterval()).isEqualTo(Duration.ofMillis(100));
        BrokerUrl broker = config.broker().orElseThrow();
        assertThat(broker.port()).isEqualTo(5673);
        assertThat(broker.username()).isEqualTo("shop");
        assertThat(broker.password().value()).isEqualTo("se@cret");
        assertThat(broker.virtualHost()).isEqualTo("charts");
        assertThat(config.warehouse().orElseThrow().password().value()).isEqualTo("with spaces ");
        assertThat(config.http()).isEqualTo(new HttpConfig("127.0.0.1", 9090, "0.0.0.0", 9000));
    }

    @Test
    void readsPasswordsFromFilesBesideIt(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("fra"), "hush $a #1\n");
        Files.writeString(folder.resolve("broker"), " two\nlines\r\n");

        FreshetConfig config =
                new ConfigurationReader(environment)
                        .read(
                                "freshet.yaml",
                                new StringReader(
                                        WHOLE.replace(
                                                        "password: ${FRA_PASSWORD}",
                                                        "password-file: fra")
                                                .replace(
                                                        "mq.example:5673/charts\"",
                                                        "mq.example:5673/charts\", password-file: broker")),
                                folder);

        assertThat(config.sources().get(0).password().value()).isEqualTo("hush $a #1");
        assertThat(config.broker().orElseThrow().password().value()).isEqualTo(" two\nlines");
        assertThat(config.broker().orElseThrow().username()).isEqualTo("shop");
    }

    @Test
    void takesUserAndPasswordOfADatabaseFromItsUrlWhereNoKeysNameThem() {
        FreshetConfig config =
                read(
                        """
                        sources: [{name: fra, url: "postgresql://me:a%40b*$$'%25@db/d"}]
                        warehouse: {url: "postgresql://me:one@db/w", username: you, password: two}
                        """);

        assertThat(config.sources().get(0).username()).isEqualTo("me");
        assertThat(config.sources().get(0).password().value()).isEqualTo("a@b*$$'%");
        assertThat(config.sources().get(0)).asString().doesNotContain("b*");
        assertThat(config.warehouse().orElseThrow().username()).isEqualTo("you");
        assertThat(config.warehouse().orElseThrow().password().value()).isEqualTo("two");
    }

    @Test
    void takesFilesForEncryptedConnectionsAsPathsFromItsFolder(@TempDir Path folder) {
        FreshetConfig config =
                new ConfigurationReader(environment)
                        .read(
                                "freshet.yaml",
                                new StringReader(
                                        """
                                        broker: {url: "amqps://mq", ca: ca.pem, cert: c.pem, key: /k.pem}
                                        warehouse: {url: "postgresql://db/w?sslmode=require&sslrootcert=ca.pem", username: u}
                                        """),
                                folder);

        assertThat(config.broker().orElseThrow().files().authorities())
                .contains(folder.resolve("ca.pem"));
        assertThat(config.broker().orElseThrow().files().key()).contains(Path.of("/k.pem"));
        DatabaseTls tls = config.warehouse().orElseThrow().url().tls();
        assertThat(tls.files().authorities()).contains(folder.resolve("ca.pem"));
        assertThat(tls.mode()).as("as libpq has it").isEqualTo(DatabaseTls.Mode.VERIFY_CA);
    }

    @Test
    void refusesFilesThatCannotCount() {
        assertInvalid(
                "broker: {url: \"amqp://mq\", ca: ca.pem}",
                "broker.url: must be an amqps address where ca, cert and key are given");
        assertInvalid(
                "broker: {url: \"amqps://mq\", cert: c.pem}",
                "broker.key: is missing; a client certificate and its key belong together");
        assertInvalid(
                "warehouse: {url: \"postgresql://db/w?target_session_attrs=standby\", username: u}",
                "warehouse.url: has target_session_attrs=standby, but the warehouse is written to");
    }

    @Test
    void namesAPasswordFileThatIsNotThereOrNotAlone() {
        assertInvalid(
                WHOLE.replace("password: ${FRA_PASSWORD}", "password-file: nowhere"),
                "sources[0].password-file: cannot read nowhere: no such file; check the path");
        assertInvalid(
                WHOLE.replace(
                        "password: ${FRA_PASSWORD}", "password: x\n    password-file: nowhere"),
                "sources[0].password-file: is given beside password; leave one of them out");
    }

    @Test
    void letsTheEnvironmentOverrideAndStandInForTheFile() {
        environment.put("FRESHET_BROKER_URL", "amqp://other.example");
        environment.put("FRESHET_SOURCES_0_POLL_INTERVAL", "1s");
        environment.put("FRESHET_HTTP_PORT", "7070");

        FreshetConfig config = read(WHOLE);

        assertThat(config.broker().orElseThrow().host()).isEqualTo("other.example");
        assertThat(config.sources().get(0).pollInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.sources().get(0).name()).isEqualTo("fra");
        assertThat(config.http().port()).isEqualTo(7070);
    }

    @Test
    void readsTheEnvironmentAlone() {
        environment.put("FRESHET_SOURCES_0_NAME", "ita");
        environment.put("FRESHET_SOURCES_0_URL", "postgresql://db.example/ita");
        environment.put("FRESHET_SOURCES_0_USERNAME", "reader");

        FreshetConfig config = new ConfigurationReader(environment).readEnvironment();

        assertThat(config.sources()).extracting(SourceConfig::name).containsExactly("ita");
        assertThat(config.broker()).isEmpty();
    }

    @Test
    void namesTheKeyAndLineOfAnUnknownKey() {
        assertInvalid(
                WHOLE.replace("poll-interval", "poll-intervall"),
                "freshet.yaml, line 7: sources[0].poll-intervall: unknown key; did you mean poll-interval? known here: name");
        assertInvalid("brokers: {}", "freshet.yaml, line 1: brokers: unknown key");
    }

    @Test
    void readsHowADatabaseIsToBeRead() {
        assertThat(read(WHOLE).sources().get(0).access()).isEqualTo(AccessConfig.DEFAULT);
        assertThat(
                        read(WHOLE.replace(
                                        "poll-interval: 20ms",
                                        """
                                        pooled: true
                                            row-security: filtered
                                            time-zone: Asia/Kolkata"""))
                                .sources()
                                .get(0)
                                .access())
                .isEqualTo(new AccessConfig(true, true, ZoneId.of("Asia/Kolkata")));
        assertInvalid(
                WHOLE.replace("poll-interval: 20ms", "row-security: off"),
                "line 7: sources[0].row-security: must be refused");
        assertInvalid(
                WHOLE.replace("poll-interval: 20ms", "time-zone: Mars"),
                "line 7: sources[0].time-zone: must be a zone's name, such as Asia/Kolkata, not Mars");
    }

    @Test
    void namesTheKeyAndLineOfAValueThatCannotBe() {
        assertInvalid(
                WHOLE.replace("20ms", "20"),
                "line 7: sources[0].poll-interval: must be a duration such as 100ms");
        assertInvalid(
                WHOLE.replace("port: 9090", "port: 99999"),
                "line 14: http.port: must be a whole number from 0 to 65535, not \"99999\"");
        assertInvalid(
                WHOLE.replace("postgresql://wh.example/freshet", "wh.example"),
                "line 11: warehouse.url: must look like postgresql://host:5432/database");
        assertInvalid(
                WHOLE.replace("name: uk", "name: fra"),
                "line 8: sources[1].name: fra is given to two sources; rename one");
        assertInvalid(
                WHOLE.replace("pipeline: pisa", "pipeline: pizza"),
                "line 6: sources[0].pipeline: must name a pipeline definition, one of [pisa, totesys]");
        assertInvalid(
                WHOLE.replace("country: gbr", "country: england"),
                "line 8: sources[1].country: must match [A-Z]{3}, unlike ENGLAND");
    }

    @Test
    void saysWhichSectionLacksAKey() {
        assertInvalid(
                WHOLE.replace("    username: reader\n", ""),
                "line 2: sources[0].username: is missing; add it to this section");
    }

    @Test
    void saysWhichEnvironmentVariableIsNotSet() {
        environment.clear();

        assertInvalid(WHOLE, "line 5: ${FRA_PASSWORD}: the environment variable FRA_PASSWORD");
    }

    @Test
    void saysWhereYamlIsBroken() {
        assertInvalid("sources: [", "freshet.yaml, line 1: not readable as YAML");
        assertInvalid("- a\n- b", "must be a mapping of keys to values");
        assertInvalid("http: {port: 1}\nhttp: {port: 2}", "line 2: http: is given twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*SECRET", "&SECRET", "!SECRET"})
    void saysThatASignNeedsQuotesWithoutShowingThePassword(String password) {
        String file = "warehouse:\n  url: postgresql://w/w\n  password: %s\n  username: f\n";

        assertThatThrownBy(() -> read(file.formatted(password)))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining("line 3: ")
                .hasMessageContaining("quote it")
                .hasMessageNotContaining("SECRET")
                .hasNoCause();
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatThrownBy(() -> new ConfigurationReader(environment).read(Path.of("nowhere.yaml")))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining("cannot read the configuration file nowhere.yaml")
                .hasMessageContaining("there is no such file");
    }

    @Test
    void neverShowsASecret() {
        assertThat(read(WHOLE).toString()).doesNotContain("hush", "se@cret", "with spaces");
    }

    private void assertInvalid(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining(message);
    }

    private FreshetConfig read(String text) {
        return new ConfigurationReader(environment)
                .read("freshet.yaml", new StringReader(text), Path.of("."));
    }
}

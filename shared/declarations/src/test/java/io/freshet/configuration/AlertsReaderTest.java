package io.freshet.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.configuration.AlertsConfig.Encryption;
import io.freshet.yaml.DeclarationException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is alerted of what, as the configuration says; secrets stand in files, or are not shown. */
class AlertsReaderTest {

    private static final String MAIL =
            "email: {host: mail, from: freshet@example.org, to: a@example.org}";

    @TempDir private Path folder;

    private Optional<AlertsConfig> read(String alerts) {
        return new ConfigurationReader(Map.of())
                .read("freshet.yaml", new StringReader("alerts: {%s}".formatted(alerts)), folder)
                .alerts();
    }

    @Test
    void mailGoesEncryptedAndOfAllButCompletionWhereNothingElseIsSaid() {
        AlertsConfig alerts = read(MAIL).orElseThrow();

        assertThat(alerts.on())
                .containsExactlyInAnyOrder(
                        AlertKind.FAILED_START,
                        AlertKind.DRIFT,
                        AlertKind.DEAD_LETTER,
                        AlertKind.STALE_SOURCE,
                        AlertKind.SCHEMA_CHANGE);
        assertThat(alerts.interval()).isEqualTo(Duration.ofMinutes(15));
        assertThat(alerts.email().orElseThrow().encryption()).isEqualTo(Encryption.STARTTLS);
        assertThat(alerts.email().orElseThrow().port()).isEqualTo(587);
        assertThat(alerts.slack()).isEmpty();
    }

    @Test
    void receiversAndKindsMayBeListsOrTextsWithCommas() {
        AlertsConfig alerts =
                read("on: 'drift, completion', email: {host: mail, from: f@example.org, to: [a@example.org, b@example.org]}")
                        .orElseThrow();

        assertThat(alerts.on()).containsExactlyInAnyOrder(AlertKind.DRIFT, AlertKind.COMPLETION);
        assertThat(alerts.email().orElseThrow().to())
                .containsExactly("a@example.org", "b@example.org");
    }

    @Test
    void secretsMayStandInFilesAndAreNeverShown() throws IOException {
        Files.writeString(folder.resolve("hook"), "https://hooks.example/secret\n");
        Files.writeString(folder.resolve("mail"), "open, Sesame\n");

        AlertsConfig alerts =
                read("email: {host: mail, from: f@example.org, to: a@example.org, username: u, password-file: mail}, slack: {url-file: hook}")
                        .orElseThrow();

        assertThat(alerts.slack().orElseThrow().url().value())
                .isEqualTo("https://hooks.example/secret");
        assertThat(alerts.email().orElseThrow().password().value()).isEqualTo("open, Sesame");
        assertThat(alerts.toString()).doesNotContain("secret", "Sesame");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "interval: 15m | alerts.email: is missing, as is slack",
                "on: rain, slack: {url: 'https://h/x'} | alerts.on: must be some of failed-start",
                "email: {host: h, from: f@e.org, to: 'a@e.org\\nBcc: x@e.org'} | alerts.email.to: must look like",
                "email: {host: h, from: 'F <f@e.org>', to: a@e.org} | alerts.email.from: must look like",
                "email: {host: h, from: f@e.org, to: a@e.org, tls: 'no'} | alerts.email.tls: must be starttls",
                "email: {host: h, from: f@e.org, to: a@e.org, username: u} | alerts.email.username: is given alone",
                "email: {host: h, from: f@e.org, to: a@e.org, tls: none, ca: c.pem} | alerts.email.ca: is for",
                "slack: {url: 'hooks.slack.com/x'} | alerts.slack.url: must look like",
                "slack: {} | alerts.slack.url: is missing; add it",
            })
    void whatCannotBeMeantIsRefusedByName(String alerts, String complaint) {
        assertThatThrownBy(() -> read(alerts))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void aWrongAddressOfAWebhookIsNotShown() {
        assertThatThrownBy(() -> read("slack: {url: 'ftp://h/secret'}"))
                .isInstanceOf(DeclarationException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void whoIsToldIsKnownThoughTheRestCannotBeRead() throws IOException {
        Path file = folder.resolve("freshet.yaml");
        Files.writeString(file, "alerts: {%s}\nsources: [{name: '?'}]\n".formatted(MAIL));
        ConfigurationReader reader = new ConfigurationReader(Map.of());

        assertThatThrownBy(() -> reader.read(file)).isInstanceOf(DeclarationException.class);
        assertThat(reader.readAlerts(file)).isEqualTo(read(MAIL));
    }
}

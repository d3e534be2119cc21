package io.freshet.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** deploy/prometheus/alertmanager.yml: every alert reaches somebody, and no secret stands there. */
class AlertmanagerTest {

    private static final Pattern ALERT = Pattern.compile("Freshet\\w+");

    private static String text(String file) throws IOException {
        return Files.readString(RepositoryFiles.path("deploy/prometheus/" + file));
    }

    private static YamlObject configuration() throws IOException {
        return YamlObject.of(new Yaml().load(text("alertmanager.yml")));
    }

    @Test
    void isOneOfAlertmanager() {
        var amtool = PrometheusTool.amtool();
        assumeTrue(amtool.isPresent(), "amtool is not here");

        amtool.orElseThrow()
                .run(RepositoryFiles.path("deploy/prometheus"), "check-config", "alertmanager.yml");
    }

    @Test
    void sendsEverySeverityToSomebody() throws IOException {
        YamlObject configuration = configuration();
        Set<String> receivers =
                configuration.list("receivers").stream()
                        .map(receiver -> receiver.text("name"))
                        .collect(Collectors.toSet());

        assertThat(
                        configuration.list("route", "routes").stream()
                                .flatMap(route -> Stream.of(route.at("matchers").toString())))
                .containsExactly("[severity=\"page\"]", "[severity=\"ticket\"]");
        assertThat(
                        Stream.concat(
                                Stream.of(configuration.text("route", "receiver")),
                                configuration.list("route", "routes").stream()
                                        .map(route -> route.text("receiver"))))
                .isSubsetOf(receivers);
        assertThat(configuration.list("receivers"))
                .allMatch(receiver -> receiver.has("email_configs"));
    }

    @Test
    void holdsBackAlertsThatThereAre() throws IOException {
        String rules = text("freshet.rules.yml");

        assertThat(
                        ALERT.matcher(configuration().at("inhibit_rules").toString())
                                .results()
                                .map(alert -> "alert: " + alert.group()))
                .isNotEmpty()
                .allMatch(rules::contains);
    }

    @Test
    void hasItsSecretsInFiles() throws IOException {
        assertThat(text("alertmanager.yml"))
                .doesNotContainPattern("(?m)(password|api_url|token):")
                .contains("smtp_auth_password_file:", "api_url_file:");
    }
}

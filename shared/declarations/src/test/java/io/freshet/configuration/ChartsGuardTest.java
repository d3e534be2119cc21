package io.freshet.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.yaml.DeclarationException;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may see charts is said by one key, and what it needs by others. */
class ChartsGuardTest {

    private static final String TOKEN = "0123456789abcdef";

    @TempDir Path folder;

    @Test
    void isNobodyUnlessOneIsNamed() {
        assertThat(read("port: 1")).isEqualTo(new ChartsGuard.Nobody());
        assertThat(read("charts: open")).isEqualTo(new ChartsGuard.Nobody());
    }

    @Test
    void isATokenInAFile() throws IOException {
        Files.writeString(folder.resolve("token"), TOKEN + "\n");

        ChartsGuard guard = read("charts: token, charts-token-file: token");

        assertThat(((ChartsGuard.Token) guard).token().value()).isEqualTo(TOKEN);
    }

    @Test
    void isAProviderByHttpsOrOnThisMachine() {
        for (String issuer :
                new String[] {
                    "https://id.example/realms/charts",
                    "https://id.example",
                    "http://localhost:8081/x",
                    "http://[::1]:8081/x"
                }) {
            assertThat(
                            read(
                                    "charts: oidc, charts-issuer: '%s', charts-audience: a"
                                            .formatted(issuer)))
                    .isEqualTo(new ChartsGuard.Provider(URI.create(issuer), "a"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "charts: closed | http.charts: must be open, token or oidc, not closed",
                "charts: token | http.charts-token-file: is missing",
                "charts-token-file: x | is given, but charts are open; say charts: token",
                "charts: oidc | http.charts-issuer: is missing; name the provider of tokens",
                "charts: oidc, charts-issuer: 'https://i.d' | http.charts-audience: is missing",
                "charts-issuer: 'https://i.d' | is given, but charts are open; say charts: oidc",
                "charts: oidc, charts-issuer: 'http://i.d', charts-audience: a | by http only on"
                        + " this machine",
                "charts: oidc, charts-issuer: 'file:/x', charts-audience: a | charts-issuer: must"
                        + " be",
                "charts: oidc, charts-issuer: 'https://i.d?x', charts-audience: a | charts-issuer:"
                        + " must be",
                "charts: oidc, charts-issuer: 'a b', charts-audience: a | charts-issuer: must be"
            })
    void isSaidWhole(String http, String problem) {
        assertThatThrownBy(() -> read(http))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining(problem);
    }

    private ChartsGuard read(String http) {
        return new ConfigurationReader(Map.of())
                .read("freshet.yaml", new StringReader("http: {%s}".formatted(http)), folder)
                .http()
                .clients()
                .charts();
    }
}

package io.freshet.forage.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.forage.problem.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.3.7:5000/count",
                "https://charts.example.org/a?zone=Europe/London",
                "http://[::1]:8080/x",
                "HTTP://localhost/x",
                "/charts/submissions"
            })
    void takesWebAddressesAndPathsOfThisServer(String url) {
        // When / Then
        assertThat(new ChartUrl(" " + url + " ").text()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,<script>alert(1)</script>",
                "file:///etc/passwd",
                "ftp://host/x",
                "//evil.example/charts",
                "charts/submissions",
                "http://",
                "http:///path",
                "http://user:secret@host/x",
                "http://host/a b",
                ""
            })
    void refusesEverythingElse(String url) {
        // When / Then
        assertThatThrownBy(() -> new ChartUrl(url)).isInstanceOf(Refused.class);
    }

    @Test
    void refusesAnEndlessOneWithoutRepeatingIt() {
        // When / Then
        assertThatThrownBy(() -> new ChartUrl("http://host/" + "x".repeat(5000)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("at most 2048");
    }
}

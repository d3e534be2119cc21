package io.freshet.forage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.forage.ForageClient;
import io.freshet.testkit.browser.Page;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No serious or critical findings of axe-core, in light and dark. */
@QuarkusTest
class AccessibilityTest extends InChromium {
    private static final String FINDINGS =
            "axe.run(document).then((r) => r.passes.length < 15 ? 'axe checked little' : r.violations.filter((v) =>"
                    + " v.impact === 'serious' || v.impact === 'critical').map((v) => v.id + ': ' +"
                    + " v.nodes.slice(0, 4).map((n) => n.html.slice(0, 160) + ' ' +"
                    + " n.failureSummary).join(' | ')).join('\\n'))";

    @BeforeEach
    void startWithoutLearners() {
        removeLearners();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void findsNothingOnTheDashboard(String theme) {
        // Given
        Page page = page();
        page.prefer("prefers-color-scheme", theme);
        page.open("/");
        page.until("document.querySelectorAll('.card[data-state=live]').length === 6");
        page.until("document.querySelectorAll('.map .filled path').length > 0");
        // When / Then
        assertThat(findings(page)).isEmpty();
        page.click(".hours .chips");
        assertThat(findings(page)).isEmpty();
        page.click(".map .more-button");
        page.clickText(".map .menu", "Show as table");
        page.clickText("#account", "Sign up");
        assertThat(findings(page)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void findsNothingWhereAnEndpointIsBroken(String theme) {
        // Given
        LearnersEndpoint endpoint = endpoint();
        endpoint.behave(LearnersEndpoint.answering("{\"datasets\": 7}"));
        Page page = pageOf(ForageClient.unusedName("Ada"), "escs", endpoint.url());
        page.prefer("prefers-color-scheme", theme);
        page.untilText(".map .problem", "datasets");
        // When / Then
        assertThat(findings(page)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void findsNothingOnTheOperatorsPages(String theme) {
        // Given
        ForageClient.learner(ForageClient.unusedName("Ada"))
                .put("dashboard", Map.of("escs", "http://127.0.0.1:1/"));
        Page page = page();
        page.prefer("prefers-color-scheme", theme);
        page.open("/");
        signIn(page, "Olga", "operators password");
        // When / Then
        page.open("/spore");
        page.untilText("#sources", "Albania");
        page.untilText("#pipeline", "L3");
        assertThat(findings(page)).isEmpty();
        page.clickText("#sources tr:nth-child(1)", "Misbehaviour");
        assertThat(findings(page)).isEmpty();
        page.size(390, 844, true);
        assertThat(findings(page)).isEmpty();
        page.size(1440, 900, false);
        page.open("/coach");
        page.untilText(".learners", "cannot be reached");
        assertThat(findings(page)).isEmpty();
    }

    @Test
    void standsStillForWhoPrefersLessMotion() {
        // Given
        Page page = page();
        page.prefer("prefers-reduced-motion", "reduce");
        page.open("/");
        page.until("document.querySelector('.submissions')?.dataset.state === 'live'");
        // When
        Object halfWay =
                page.run(
                        "new Promise((done) => { const c = document.querySelector('.count'); const"
                                + " seen = new Set(); const o = new MutationObserver(() =>"
                                + " seen.add(c.innerText)); o.observe(c, {childList: true});"
                                + " setTimeout(() => done(seen.size), 3500); })");
        // Then
        assertThat(((Number) halfWay).intValue()).isBetween(1, 5);
    }

    private static String findings(Page page) {
        page.run(axe() + "; 0");
        return (String) page.run(FINDINGS);
    }

    private static String axe() {
        try (InputStream in = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.freshet.forage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.forage.ForageClient;
import io.freshet.testkit.browser.Page;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No serious or critical findings of axe-core, in light and dark. */
@QuarkusTest
class AccessibilityTest extends InChromium {
    /** What is serious of all that axe-core checks; with that many passes it has looked. */
    private static final String FINDINGS =
            "axe.run(document%s).then((r) => r.passes.length < %d ? 'axe checked little' : r.violations.filter((v) =>"
                    + " v.impact === 'serious' || v.impact === 'critical').map((v) => v.id + ': ' +"
                    + " v.nodes.slice(0, 4).map((n) => n.html.slice(0, 160) + ' ' +"
                    + " n.failureSummary).join(' | ')).join('\\n'))";

    private static final String ALL = FINDINGS.formatted("", 15);

    /** Nothing else depends on the theme. */
    private static final String CONTRAST = FINDINGS.formatted(", {runOnly: ['color-contrast']}", 1);

    @BeforeEach
    void startWithoutLearners() {
        removeLearners();
    }

    @Test
    void findsNothingOnTheDashboard() {
        // Given
        Page page = page();
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

    @Test
    void findsNothingWhereAnEndpointIsBroken() {
        // Given
        LearnersEndpoint endpoint = endpoint();
        endpoint.behave(LearnersEndpoint.answering("{\"datasets\": 7}"));
        Page page = pageOf(learner("escs", endpoint.url()));
        page.open("/");
        page.untilText(".map .problem", "datasets");
        // When / Then
        assertThat(findings(page)).isEmpty();
    }

    @Test
    void findsNothingOnAPipelinesDashboard() {
        // Given
        Page page = page();
        page.open("/dashboard/pisa");
        page.until("document.querySelectorAll('.card[data-state=live]').length === 9");
        // When / Then
        page.click(".choice");
        page.untilText(".options", "CAN");
        assertThat(findings(page)).isEmpty();
    }

    @Test
    void findsNothingOnTheOperatorsPages() {
        // Given
        learner("escs", "http://127.0.0.1:1/");
        Page page = pageOf(ForageClient.operator());
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
        page.untilText(".learners", "cannot be read");
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
        page.prefer("prefers-color-scheme", "dark");
        String inTheDark = (String) page.run(CONTRAST);
        page.prefer("prefers-color-scheme", "light");
        return inTheDark + page.run(ALL);
    }

    private static String axe() {
        try (InputStream in = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.freshet.forage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.browser.Page;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Broken and hostile endpoints: the page says what is wrong, runs nothing foreign, goes on. */
@QuarkusTest
class LearnersEndpointInBrowserTest extends InChromium {
    private static final String FINE = "{\"count\": 94592}";

    @Test
    void showsABrokenEndpointAsBrokenAndRecovers() {
        // Given
        LearnersEndpoint endpoint = endpoint();
        endpoint.behave(LearnersEndpoint.answering(FINE));
        Page page = learner("submissions", endpoint);
        page.untilText(".submissions .count", "94,592");
        // When
        endpoint.behave(LearnersEndpoint.failing(500));
        // Then
        page.untilText(".submissions .problem", "status 500");
        assertThat(page.text(".submissions footer")).contains("Asking again in");
        assertThat(page.text(".submissions .count")).isEqualTo("94,592");
        assertThat(page.run("document.querySelectorAll('.card[data-state=live]').length"))
                .isEqualTo(5);
        endpoint.behave(LearnersEndpoint.answering("{\"count\": 94600}"));
        page.untilText(".submissions .count", "94,600");
        assertThat(page.text(".submissions .problem")).isEmpty();
    }

    @Test
    void asksAtOnceWhenTold() {
        // Given
        LearnersEndpoint endpoint = endpoint();
        endpoint.behave(LearnersEndpoint.failing(503));
        Page page = learner("submissions", endpoint);
        page.until(
                "/again in [78] s/.test(document.querySelector('.submissions footer')?.innerText)");
        // When
        endpoint.behave(LearnersEndpoint.answering(FINE));
        long told = System.nanoTime();
        page.clickText(".submissions .problem", "Ask now");
        // Then
        page.untilText(".submissions .count", "94,592");
        assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void asksForNothingWhileItsTabIsHidden() {
        // Given
        LearnersEndpoint endpoint = endpoint();
        endpoint.behave(LearnersEndpoint.answering(FINE));
        Page page = learner("submissions", endpoint);
        page.untilText(".submissions .count", "94,592");
        // When
        page.run(hidden(true));
        int asked = endpoint.asked().size();
        page.run("new Promise((done) => setTimeout(done, 2500))");
        // Then
        assertThat(endpoint.asked()).hasSizeLessThanOrEqualTo(asked + 1);
        endpoint.behave(LearnersEndpoint.answering("{\"count\": 94600}"));
        page.run(hidden(false));
        page.untilText(".submissions .count", "94,600");
    }

    @Test
    void saysWhatWasExpectedAndWhatCame() {
        // Given
        LearnersEndpoint endpoint = endpoint();
        endpoint.behave(
                LearnersEndpoint.answering(
                        "{\"datasets\":[{\"country\":\"GBR\",\"hours\":\"27\"}]}"));
        // When
        Page page = learner("learning-hours-per-week", endpoint);
        // Then
        page.untilText(".hours .problem", "does not have the specified structure");
        assertThat(page.text(".hours .problem"))
                .contains("datasets[0].hours: a number")
                .contains("the text \"27\"");
    }

    @Test
    void namesTheMemberThatTheFirstSpecificationCalledOtherwise() {
        // Given
        LearnersEndpoint endpoint = endpoint();
        endpoint.behave(LearnersEndpoint.answering("{\"dataset\":[]}"));
        // When
        Page page = learner("escs", endpoint);
        // Then
        page.untilText(".map .problem", "datasets: a list");
        assertThat(page.text(".map .problem")).contains("an object with dataset");
    }

    @Test
    void sendsTheKnownCountriesToEndpointsThatMayNeedThem() {
        // Given
        LearnersEndpoint endpoint = endpoint();
        endpoint.behave(LearnersEndpoint.answering("{\"datasets\":[]}"));
        // When
        Page page = learner("escs", endpoint);
        page.until("document.querySelector('.map').dataset.state === 'live'");
        // Then
        assertThat(endpoint.asked().get(0))
                .startsWith("/chart?countries=ALB,ARG,AUS,")
                .endsWith("ESP");
    }

    @Test
    void runsNoScriptFromLabels() {
        // Given
        LearnersEndpoint endpoint = endpoint();
        String script = "<img src=x onerror='owned=1'>";
        endpoint.behave(
                LearnersEndpoint.answering(
                        ("{\"datasets\":[{\"id\":\"Submissions\",\"data\":[{\"x\":\"12:00\",\"y\":3},"
                                        + "{\"x\":\"%s\",\"y\":5}]}]}")
                                .formatted(script)));
        // When
        Page page = learner("submissions-over-time", endpoint);
        page.untilText(".over-time .hour-names", "onerror");
        page.pointAt(".over-time .points circle:last-child");
        page.untilText(".tooltip", "onerror");
        // Then
        assertThat(page.run("typeof owned === 'undefined'")).isEqualTo(true);
        assertThat(page.count(".over-time img, .tooltip img")).isZero();
    }

    @Test
    void refusesALabelThatIsNoCountry() {
        // Given
        LearnersEndpoint endpoint = endpoint();
        endpoint.behave(
                LearnersEndpoint.answering(
                        "{\"datasets\":[{\"id\":\"<script>alert(1)</script>\",\"value\":1}]}"));
        // When
        Page page = learner("escs", endpoint);
        // Then
        page.untilText(".map .problem", "three letters");
        assertThat(page.text(".map .problem")).contains("<script>alert(1)</script>");
    }

    @Test
    void stopsReadingAnAnswerWithoutEnd() {
        // Given
        LearnersEndpoint endpoint = endpoint();
        endpoint.behave(LearnersEndpoint.neverEnding(0, 1 << 20));
        // When
        Page page = learner("submissions", endpoint);
        // Then
        page.untilText(".submissions .problem", "too large");
        assertThat(page.text(".submissions .problem")).contains("at most 2 MB");
        assertThat(responds(page)).isLessThan(1500);
    }

    @Test
    void givesUpOnAnAnswerThatTricklesForEver() {
        // Given
        LearnersEndpoint endpoint = endpoint();
        endpoint.behave(LearnersEndpoint.neverEnding(200, 1));
        Page page = pageOf(learner("submissions", endpoint.url()));
        page.hurry(3);
        // When
        page.open("/");
        // Then
        page.untilText(".submissions footer", "Slow: no answer for");
        page.untilText(".submissions .problem", "did not finish its answer");
    }

    @Test
    void followsNoRedirect() {
        // Given
        LearnersEndpoint elsewhere = endpoint();
        elsewhere.behave(LearnersEndpoint.answering(FINE));
        LearnersEndpoint endpoint = endpoint();
        endpoint.behave(LearnersEndpoint.redirecting(elsewhere.url()));
        // When
        Page page = learner("submissions", endpoint);
        // Then
        page.untilText(".submissions .problem", "redirects to another address");
        assertThat(elsewhere.asked()).isEmpty();
    }

    @Test
    void showsTheFirstOfTenThousandCountries() {
        // Given
        LearnersEndpoint endpoint = endpoint();
        String many =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> "{\"country\":\"" + code(i) + "\",\"hours\":" + i % 40 + "}")
                        .collect(Collectors.joining(",", "{\"datasets\":[", "]}"));
        endpoint.behave(LearnersEndpoint.answering(many));
        // When
        Page page = learner("learning-hours-per-week", endpoint);
        page.untilText(".hours .note", "10,000 entries came; the first 250 are shown");
        // Then
        assertThat(page.count(".hours .bar")).isEqualTo(250);
        assertThat(responds(page)).isLessThan(1500);
    }

    @Test
    void takesNoDeeplyNestedOrEndlessNumber() {
        // Given
        LearnersEndpoint endpoint = endpoint();
        endpoint.behave(LearnersEndpoint.answering("[".repeat(900_000)));
        Page page = learner("submissions", endpoint);
        page.untilText(".submissions .problem", "not JSON");
        // When
        endpoint.behave(LearnersEndpoint.answering("{\"count\": 1e999}"));
        // Then
        page.untilText(".submissions .problem", "Infinity");
        assertThat(page.text(".submissions .problem")).contains("count: a number");
    }

    @Test
    void saysWhatAnEndpointThatCannotBeReadMayLack() {
        // Given
        LearnersEndpoint endpoint = endpoint();
        endpoint.behave(
                exchange -> {
                    exchange.getResponseHeaders().remove("Access-Control-Allow-Origin");
                    LearnersEndpoint.answering(FINE).answer(exchange);
                });
        Page page = learner("submissions", endpoint);
        // When / Then
        page.untilText(".submissions .problem", "Access-Control-Allow-Origin");
        page.untilText(".submissions .problem", "no connection, or an answer without it");
    }

    /** A window that nobody sees cannot be hidden: the page is told so. */
    private static String hidden(boolean hidden) {
        return "Object.defineProperty(document, 'hidden', {configurable: true, value: "
                + hidden
                + "}); document.dispatchEvent(new Event('visibilitychange'))";
    }

    private Page learner(String chart, LearnersEndpoint endpoint) {
        Page page = pageOf(learner(chart, endpoint.url()));
        page.open("/");
        return page;
    }

    /** Milliseconds until the page does something that it is asked to. */
    private static double responds(Page page) {
        Object millis =
                page.run(
                        "new Promise((done) => { const began = performance.now();"
                                + " requestAnimationFrame(() => setTimeout(() =>"
                                + " done(performance.now() - began))); })");
        return ((Number) millis).doubleValue();
    }

    private static String code(int i) {
        return ""
                + (char) ('A' + i / 676 % 26)
                + (char) ('A' + i / 26 % 26)
                + (char) ('A' + i % 26);
    }
}

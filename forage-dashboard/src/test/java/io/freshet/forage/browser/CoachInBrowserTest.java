package io.freshet.forage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.forage.FakePipeline;
import io.freshet.forage.ForageClient;
import io.freshet.testkit.browser.Page;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CoachInBrowserTest extends InChromium {
    private static final int CLASS = 20;

    @Inject FakePipeline pipeline;

    @BeforeEach
    void startWithoutLearners() {
        removeLearners();
    }

    @Test
    void tellsTheLevelThatALearnersChartsReach() {
        // Given
        LearnersEndpoint count = endpoint();
        count.behave(exchange -> LearnersEndpoint.answering(chart("submissions")).answer(exchange));
        LearnersEndpoint hours = endpoint();
        hours.behave(LearnersEndpoint.answering(chart("learning-hours-per-week")));
        LearnersEndpoint scores = endpoint();
        scores.behave(
                LearnersEndpoint.answering(
                        chart("escs").replace("\"value\":0.36", "\"value\":0.31")));
        String name = ForageClient.unusedName("Ada");
        learner(name, count, hours, scores);
        // When
        Page page = coachsPage();
        // Then
        page.until(cell(name, 5) + ".includes('correct, under 1 s')");
        page.until(cell(name, 6) + ".includes('CAN: 0.31 came, this server has 0.36')");
        page.until(cell(name, 3) + ".includes('L3')");
        assertThat(page.run(cell(name, 2))).asString().contains("no URL yet");
        assertThat(page.run(cell(name, 1))).isEqualTo("L0");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void followsALearnerWhileTheChartsOfAWholeClassHang() {
        // Given
        for (int i = 0; i < CLASS; i++) {
            LearnersEndpoint silent = endpoint();
            silent.behave(LearnersEndpoint.silent());
            ForageClient.learner(ForageClient.unusedName("Ada"))
                    .put(
                            "dashboard",
                            Map.of(
                                    "submissions", silent.url(),
                                    "submissions-over-time", silent.url(),
                                    "learning-hours-per-week", silent.url(),
                                    "escs", silent.url(),
                                    "early-education-and-belonging", silent.url()));
        }
        LearnersEndpoint scores = endpoint();
        scores.behave(LearnersEndpoint.answering(chart("escs")));
        String name = ForageClient.unusedName("Zoe");
        ForageClient.learner(name).put("dashboard", Map.of("escs", scores.url()));
        // When
        Page page = coachsPage();
        // Then
        page.until(cell(name, 6) + ".includes('correct, under 1 s')");
        scores.behave(LearnersEndpoint.answering("{\"datasets\":[]}"));
        page.until(cell(name, 6) + ".includes('6 of 6 values are missing')");
    }

    @Test
    void showsLearnersWhoComeLater() {
        // Given
        Page page = coachsPage();
        page.untilText("main", "No learner has signed up yet");
        LearnersEndpoint scores = endpoint();
        scores.behave(LearnersEndpoint.answering(chart("escs")));
        // When
        String name = ForageClient.unusedName("Late");
        ForageClient client = ForageClient.learner(name);
        // Then
        page.until(cell(name, 6) + " === 'no URL yet'");
        client.put("dashboard", Map.of("escs", scores.url()));
        page.until(cell(name, 6) + ".includes('correct, under 1 s')");
    }

    @Test
    void tellsAChartThatLagsBehindFromOneThatIsWrong() {
        // Given
        LearnersEndpoint late = endpoint();
        String then = chart("submissions");
        late.behave(LearnersEndpoint.answering(then));
        String name = ForageClient.unusedName("Late");
        ForageClient.learner(name).put("dashboard", Map.of("submissions", late.url()));
        Page page = coachsPage();
        page.until(cell(name, 3) + " !== undefined");
        // When
        late.behave(LearnersEndpoint.answering(chart("submissions")));
        // Then
        page.until("/L2.*correct, under (5.0|15) s/s.test(" + cell(name, 3) + ")");
    }

    @Test
    void asksThisServersForNothingOfALearner() {
        // Given
        LearnersEndpoint endpoint = endpoint();
        endpoint.behave(LearnersEndpoint.answering("{\"count\": 1}"));
        ForageClient.learner(ForageClient.unusedName("Private"))
                .put("dashboard", Map.of("submissions", endpoint.url()));
        // When
        ForageClient.coach().get("learners").then().statusCode(200);
        // Then
        assertThat(endpoint.asked()).isEmpty();
    }

    @Test
    void opensALearnersDashboard() {
        // Given
        LearnersEndpoint endpoint = endpoint();
        endpoint.behave(LearnersEndpoint.answering("{\"count\": 1234}"));
        String name = ForageClient.unusedName("Barbara");
        ForageClient.learner(name).put("dashboard", Map.of("submissions", endpoint.url()));
        Page page = coachsPage();
        // When
        page.clickText("main", name);
        // Then
        page.untilText("#whose", name + "'s dashboard");
        page.untilText(".submissions .count", "1,234");
    }

    /**
     * A coach's page, which asks learners' endpoints and this server more often than in earnest.
     */
    private Page coachsPage() {
        Page page = pageOf(ForageClient.coach());
        page.hurry(4);
        page.open("/coach");
        return page;
    }

    private static void learner(
            String name, LearnersEndpoint count, LearnersEndpoint hours, LearnersEndpoint scores) {
        ForageClient.learner(name)
                .put(
                        "dashboard",
                        Map.of(
                                "submissions", count.url(),
                                "learning-hours-per-week", hours.url(),
                                "escs", scores.url()))
                .then()
                .statusCode(200);
    }

    private String chart(String name) {
        return pipeline.chart(name, Set.of()).encode();
    }

    /** A script for the text of the cell in the learner's row; the name is cell 0. */
    private static String cell(String learner, int column) {
        return "[...document.querySelectorAll('.learners tbody tr')]"
                + ".find((r) => r.cells[0].innerText === "
                + Page.quoted(learner)
                + ")?.cells["
                + column
                + "].innerText";
    }
}

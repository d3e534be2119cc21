package io.freshet.forage.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.forage.ForageClient;
import io.freshet.forage.ForagePostgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ForagePostgres.class)
class DashboardsTest {
    @Test
    void showsVisitorsThisServersCharts() {
        // When
        Response session = ForageClient.visitor().refresh();
        // Then
        Map<String, String> urls = session.path("dashboard");
        assertThat(urls)
                .hasSize(6)
                .containsEntry("escs", "/charts/escs")
                .containsEntry("freshness", "/charts/freshness");
        assertThat(session.<List<String>>path("countries")).hasSize(20).startsWith("ALB", "ARG");
    }

    @Test
    void keepsALearnersUrlsAndGivesTheDefaultBack() {
        // Given
        ForageClient ada = ForageClient.learner(ForageClient.unusedName("Ada"));
        String own = "http://10.0.0.7:5000/count";
        // When
        ada.put("dashboard", Map.of("submissions", own)).then().statusCode(200);
        String kept = ada.refresh().path("dashboard.submissions");
        ada.put("dashboard", Map.of("submissions", "")).then().statusCode(200);
        String afterwards = ada.refresh().path("dashboard.submissions");
        // Then
        assertThat(kept).isEqualTo(own);
        assertThat(afterwards).isEqualTo("/charts/submissions");
    }

    @Test
    void refusesUrlsOfOtherKindsAndUnknownCharts() {
        // Given
        ForageClient ada = ForageClient.learner(ForageClient.unusedName("Ada"));
        // When
        Response script = ada.put("dashboard", Map.of("escs", "javascript:alert(1)"));
        Response unknown = ada.put("dashboard", Map.of("weather", "http://host/"));
        // Then
        assertThat(script.statusCode()).isEqualTo(400);
        assertThat(script.<String>path("detail")).contains("http://").contains("javascript:");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.<String>path("detail")).contains("weather");
    }

    @Test
    void showsLearnersToCoachesAlone() {
        // Given
        String name = ForageClient.unusedName("Ada");
        ForageClient ada = ForageClient.learner(name);
        ada.put("dashboard", Map.of("escs", "http://ada.example/escs"));
        ForageClient coach = ForageClient.coach();
        // When
        Response seen = coach.get("learners");
        // Then
        assertThat(seen.<String>path("find { it.name == '" + name + "' }.dashboard.escs"))
                .isEqualTo("http://ada.example/escs");
        String coachsName = coach.refresh().path("account.name");
        assertThat(seen.<List<String>>path("name")).doesNotContain(coachsName);
        ada.get("learners").then().statusCode(403);
        ForageClient.visitor().get("learners").then().statusCode(401);
    }

    @Test
    void keepsNoDashboardForAVisitor() {
        // When
        Response answer = ForageClient.visitor().put("dashboard", Map.of());
        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
    }
}

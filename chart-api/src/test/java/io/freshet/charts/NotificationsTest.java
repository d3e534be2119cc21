package io.freshet.charts;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.quarkus.FreshetTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the warehouse is not looked at without reason, notifications are what charts follow. */
@QuarkusTest
@TestProfile(NotificationsTest.NeverLooks.class)
@WithTestResource(
        value = FreshetTestResource.class,
        initArgs = @ResourceArg(name = "prefix", value = "chart_api"))
class NotificationsTest extends EndpointTest {

    /** Looks at the warehouse when it connects, and then once an hour. */
    public static final class NeverLooks implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "freshet.charts.look-interval",
                    "1h",
                    "freshet.charts.zone",
                    "Asia/Kolkata",
                    "freshet.charts.allow-origin",
                    "https://forage.example");
        }
    }

    @Test
    void changesShowAsSoonAsTheyAreToldOf() {
        // Given
        int source = tables.source("fra", "FRA");
        int other = tables.source("gbr", "GBR");

        for (int count = 1; count <= 20; count++) {
            // When
            tables.submit(count % 2 == 0 ? source : other, ONE);

            // Then
            awaitCount(count);
        }
        assertThat(body("escs")).isEqualTo(sql.escs());
        assertThat(get("/q/metrics").asString())
                .containsPattern("freshet_freshness_seconds_count\\{source=\"fra\"} 1?[0-9]")
                .containsPattern("freshet_freshness_seconds_bucket\\{source=\"gbr\",le=\"0.1\"}");
    }

    @Test
    void zoneAndOriginAreThoseThatAreConfigured() {
        // When
        tables.submit(tables.source("fra", "FRA"), ONE);

        // Then
        eventually(
                () ->
                        assertThat(body("submissions-over-time"))
                                .isEqualTo(sql.submissionsOverTime(24, "Asia/Kolkata")));
        get("/charts/escs").then().header("Access-Control-Allow-Origin", "https://forage.example");
    }
}

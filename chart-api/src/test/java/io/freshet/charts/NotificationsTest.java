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
        double before = measured("count", "fra");

        for (int count = 1; count <= 20; count++) {
            // When
            tables.submit(count % 2 == 0 ? source : other, ONE);

            // Then
            awaitCount(count);
        }
        assertThat(body("escs")).isEqualTo(sql.escs());
        eventually(
                () -> {
                    assertThat(measured("count", "fra") - before).isEqualTo(10);
                    assertThat(measured("sum", "fra")).isGreaterThan(0);
                    assertThat(measured("bucket", "gbr", ",le=\"3600.0\"}")).isEqualTo(10);
                });
    }

    private double measured(String what, String source) {
        return measured(what, source, "}");
    }

    /** A number that the service measured of a source's freshness; 0 before the first. */
    private double measured(String what, String source, String rest) {
        String name = "freshet_freshness_seconds_%s{source=\"%s\"%s ".formatted(what, source, rest);
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElse(0);
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

package io.freshet.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.quarkus.FreshetTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Submissions per hour, by the clock of whatever zone. */
@QuarkusTest
@WithTestResource(
        value = FreshetTestResource.class,
        initArgs = @ResourceArg(name = "prefix", value = "chart_api"))
class HoursTest extends EndpointTest {
    @ParameterizedTest
    @CsvSource({"24, UTC", "1, UTC", "24, Asia/Kolkata", "25, America/Phoenix", "168, UTC"})
    void showSubmissionsPerFullHourOfTheZone(int hours, String zone) {
        // Given
        int source = tables.source("fra", "FRA");
        tables.submit(
                source,
                IntStream.range(0, 600)
                        .mapToObj(
                                i ->
                                        "('FRA', 1, 1, 1, 1, now() - interval '%d min')"
                                                .formatted(i * i / 30))
                        .collect(Collectors.joining(", ")));
        awaitCount(600);

        // Then: what the hour turns between both answers does not count
        eventually(
                () ->
                        assertThat(
                                        body(
                                                "submissions-over-time?hours=%d&zone=%s"
                                                        .formatted(hours, zone)))
                                .isEqualTo(sql.submissionsOverTime(hours, zone)));
    }

    @Test
    void showTheLastDayByTheConfiguredZoneWhereNothingElseIsAskedFor() {
        // When
        tables.submit(
                tables.source("fra", "FRA"),
                "('FRA', 1, 1, 1, 1, now()), ('FRA', 1, 1, 1, 1, null),"
                        + " ('FRA', 1, 1, 1, 1, now() - interval '5 hours')");
        awaitCount(3);

        // Then
        eventually(
                () ->
                        assertThat(body("submissions-over-time"))
                                .isEqualTo(sql.submissionsOverTime(24, "UTC")));
        assertThat(body("submissions-over-time")).isEqualTo(body("submissions-over-time?hours=24"));
    }
}

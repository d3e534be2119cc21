package io.freshet.charts;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.quarkus.FreshetTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the charts say, byte by byte as SQL over the rows says it. */
@QuarkusTest
@WithTestResource(
        value = FreshetTestResource.class,
        initArgs = @ResourceArg(name = "prefix", value = "chart_api"))
class ChartsTest extends EndpointTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "submissions-over-time",
                "escs",
                "learning-hours-per-week",
                "early-education-and-belonging",
                "freshness"
            })
    void areEmptyBeforeTheFirstData(String chart) {
        assertThat(body(chart)).isEqualTo("{\"datasets\":[]}");
        assertThat(body("submissions")).isEqualTo("{\"count\":0}");
    }

    @Test
    void haveTheShapesThatDashboardsRelyOn() {
        // Given
        int source = tables.source("gbr", "GBR");

        // When
        tables.submit(
                source,
                "('GBR', 0.3, 1641.5, -0.1, 2.4, now()), ('GBR', 0.34, 1646.5, -0.08, 2.42, now())");
        awaitCount(2);

        // Then
        assertThat(body("escs")).isEqualTo("{\"datasets\":[{\"id\":\"GBR\",\"value\":0.32}]}");
        assertThat(body("learning-hours-per-week"))
                .isEqualTo("{\"datasets\":[{\"country\":\"GBR\",\"hours\":27.4}]}");
        assertThat(body("early-education-and-belonging"))
                .isEqualTo(
                        "{\"datasets\":[{\"id\":\"GBR\",\"data\":"
                                + "[{\"x\":2.41,\"y\":-0.09,\"submissions\":2}]}]}");
        assertThat(body("submissions-over-time"))
                .startsWith("{\"datasets\":[{\"id\":\"Submissions\",\"data\":[{\"x\":\"")
                .endsWith("\"y\":2}]}]}");
        assertThat(body("freshness"))
                .matches(
                        "\\{\"datasets\":\\[\\{\"id\":\"GBR\",\"ageSeconds\":[0-9.]+,"
                                + "\"provenSeconds\":null,\"level\":0,\"submissions\":2,\"status\":\"catching-up\"}]}");
    }

    @Test
    void equalTheAggregateOverTheRowsWhateverTheyAre() {
        // Given
        Random random = new Random(20_261_121);
        int[] sources = {
            tables.source("one", "FRA"), tables.source("two", "GBR"), tables.source("three", "KSV")
        };
        int rows = 0;

        // When
        for (int round = 0; round < 6; round++) {
            int more = 1 + random.nextInt(60);
            rows += more;
            tables.submit(
                    sources[round % sources.length],
                    IntStream.range(0, more)
                            .mapToObj(i -> randomRow(random))
                            .collect(Collectors.joining(", ")));
            awaitCount(rows);

            // Then
            assertThat(body("escs")).isEqualTo(sql.escs());
            assertThat(body("learning-hours-per-week")).isEqualTo(sql.learningHoursPerWeek());
            assertThat(body("early-education-and-belonging"))
                    .isEqualTo(sql.earlyEducationAndBelonging());
        }
    }

    private static String randomRow(Random random) {
        String country =
                Stream.of("FRA", "GBR", "KSV", "QCI", "TAP").toList().get(random.nextInt(5));
        return "('%s', %s, %s, %s, %s, null)"
                .formatted(
                        country,
                        number(random, 4),
                        number(random, 0),
                        number(random, 7),
                        number(random, 1));
    }

    private static String number(Random random, int decimals) {
        return random.nextInt(4) == 0
                ? "null"
                : BigDecimal.valueOf(random.nextLong(-40_000, 40_000), decimals).toPlainString();
    }

    @ParameterizedTest(name = "the mean of {0} is shown as {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0.125|0.13",
                "-0.125|-0.13",
                "0.1249999999999999999999999999999|0.12",
                "-0.005|-0.01",
                "-0.0049|0",
                "0.195, 0.205, 0.205|0.2",
                "0.005, 0.005, 0.0049999999999999999999999999999|0",
                "1000000000000000000000.005|1000000000000000000000.01",
                "2|2"
            })
    void roundExactDecimalsHalfUp(String values, String shown) {
        // Given
        int source = tables.source("fra", "FRA");

        // When
        tables.submit(
                source,
                Stream.of(values.split(", "))
                        .map("('FRA', %s, null, null, null, null)"::formatted)
                        .collect(Collectors.joining(", ")));
        awaitCount(values.split(", ").length);

        // Then
        assertThat(body("escs"))
                .isEqualTo("{\"datasets\":[{\"id\":\"FRA\",\"value\":%s}]}".formatted(shown))
                .isEqualTo(sql.escs());
    }

    @Test
    void leaveOutCountriesWithoutAnyValue() {
        // Given
        int source = tables.source("all", "FRA");

        // When
        tables.submit(
                source,
                "('AAA', null, null, 1, null, null), ('BBB', null, null, null, 1, null),"
                        + " ('CCC', 1, null, 1, 1, null), ('CCC', null, 60, null, null, null)");
        awaitCount(4);

        // Then
        assertThat(body("escs")).isEqualTo("{\"datasets\":[{\"id\":\"CCC\",\"value\":1}]}");
        assertThat(body("learning-hours-per-week"))
                .isEqualTo("{\"datasets\":[{\"country\":\"CCC\",\"hours\":1}]}");
        assertThat(body("early-education-and-belonging"))
                .isEqualTo(
                        "{\"datasets\":[{\"id\":\"CCC\","
                                + "\"data\":[{\"x\":1,\"y\":1,\"submissions\":2}]}]}");
    }

    @Test
    void areInTheirOrder() {
        // Given
        int source = tables.source("all", "FRA");

        // When: two countries differ in what is not shown of their hours, two do not differ
        tables.submit(
                source,
                "('AAA', 1, 600, 1, 1, null), ('BBB', 1, 601, 1, 1, null),"
                        + " ('CCC', 1, 900, 1, 1, null), ('DDD', 1, 900, 1, 1, null),"
                        + " ('DDD', 1, 900, 1, 1, null), ('BBB', 1, 601, 1, 1, null)");
        awaitCount(6);

        // Then
        assertThat(get("/charts/escs").jsonPath().getList("datasets.id", String.class))
                .containsExactly("AAA", "BBB", "CCC", "DDD");
        assertThat(
                        get("/charts/learning-hours-per-week")
                                .jsonPath()
                                .getList("datasets.country", String.class))
                .containsExactly("CCC", "DDD", "BBB", "AAA");
        assertThat(
                        get("/charts/early-education-and-belonging")
                                .jsonPath()
                                .getList("datasets.id", String.class))
                .containsExactly("BBB", "DDD", "AAA", "CCC");
    }

    @Test
    void showOnlyTheCountriesThatAreAskedFor() {
        // Given
        tables.submit(
                tables.source("fra", "FRA"),
                "('FRA', 1, 60, 1, 1, null), ('GBR', 2, 60, 1, 1, null), ('ITA', 3, 60, 1, 1, null)");
        tables.source("gbr", "GBR");
        awaitCount(3);
        String all = sql.escs();

        // Then
        assertThat(body("escs?countries=FRA,ITA")).isEqualTo(sql.escs("cnt in ('FRA', 'ITA')"));
        assertThat(body("escs?countries=ita,%20Fra")).isEqualTo(sql.escs("cnt in ('FRA', 'ITA')"));
        assertThat(body("escs?countries=GBR,GBR")).isEqualTo(sql.escs("cnt = 'GBR'"));
        assertThat(body("escs?countries=ZZZ")).isEqualTo("{\"datasets\":[]}");
        assertThat(body("escs?countries=ZZZ,GBR")).isEqualTo(sql.escs("cnt = 'GBR'"));
        assertThat(body("escs?countries=")).isEqualTo(all);
        assertThat(body("escs?countries")).isEqualTo(all);
        assertThat(body("escs")).isEqualTo(all);
        assertThat(body("learning-hours-per-week?countries=gbr"))
                .isEqualTo("{\"datasets\":[{\"country\":\"GBR\",\"hours\":1}]}");
        assertThat(
                        get("/charts/early-education-and-belonging?countries=GBR")
                                .jsonPath()
                                .getList("datasets.id", String.class))
                .containsExactly("GBR");
        eventually(
                () ->
                        assertThat(
                                        get("/charts/freshness?countries=gbr")
                                                .jsonPath()
                                                .getList("datasets.id", String.class))
                                .containsExactly("GBR"));
    }
}

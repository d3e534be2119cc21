package io.freshet.charts;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.quarkus.FreshetTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every answer is the same as ever, byte by byte: what clients see of one small warehouse at one
 * moment. Where an answer is to change, {@code -Dgolden.update=true} writes the files anew.
 */
@QuarkusTest
@TestProfile(GoldenAnswersTest.AtOneMoment.class)
@WithTestResource(
        value = FreshetTestResource.class,
        initArgs = @ResourceArg(name = "prefix", value = "chart_api"))
class GoldenAnswersTest extends EndpointTest {

    private static final List<String> CHARTS =
            List.of(
                    "submissions",
                    "submissions-over-time",
                    "escs",
                    "learning-hours-per-week",
                    "early-education-and-belonging",
                    "freshness");

    /** Lets time stand, and serves as many streams as there are charts. */
    public static final class AtOneMoment implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(FixedClockProducer.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("freshet.charts.streams", Integer.toString(CHARTS.size()));
        }
    }

    @Test
    void ofAnEmptyWarehouse() {
        Transcript transcript = new Transcript();

        CHARTS.forEach(chart -> transcript.ask("GET", "/charts/" + chart));

        new GoldenFile("empty-warehouse.txt").assertHolds(transcript.text());
    }

    @Test
    void whereASourceWasNeverRead() {
        // Given
        fill();
        tables.stand(register("ita", "ITA", 90), 0, "null", "catching-up", ago(Duration.ZERO));
        eventually(() -> assertThat(freshness("ITA").getString("status")).isNotNull());
        Transcript transcript = new Transcript();

        // When
        CHARTS.forEach(chart -> transcript.ask("GET", "/charts/" + chart));

        // Then
        new GoldenFile("source-never-read.txt").assertHolds(transcript.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "escs",
                "learning-hours-per-week",
                "early-education-and-belonging",
                "freshness"
            })
    void ofChartsByCountry(String chart) {
        // Given
        fill();
        Transcript transcript = new Transcript();

        // When
        for (String query :
                List.of(
                        "",
                        "?countries=GBR,FRA",
                        "?countries=alb",
                        "?countries=ESP",
                        "?countries=zzz,%20Deu",
                        "?countries=ZZZ",
                        "?countries=")) {
            transcript.ask("GET", "/charts/" + chart + query);
        }

        // Then
        new GoldenFile(chart + ".txt").assertHolds(transcript.text());
    }

    @Test
    void ofTheTotal() {
        fill();

        new GoldenFile("submissions.txt")
                .assertHolds(new Transcript().ask("GET", "/charts/submissions").text());
    }

    @Test
    void ofTheChartOverTime() {
        // Given
        fill();
        Transcript transcript = new Transcript();

        // When
        for (String query :
                List.of(
                        "",
                        "?hours=1",
                        "?hours=25",
                        "?hours=168",
                        "?zone=UTC&hours=24",
                        "?zone=Europe/London",
                        "?zone=Europe/London&hours=168",
                        "?zone=Australia/Sydney",
                        "?zone=Australia/Sydney&hours=48",
                        "?zone=Australia/Lord_Howe",
                        "?zone=Asia/Kolkata&hours=5",
                        "?hours=2&zone=%2B05:45")) {
            transcript.ask("GET", "/charts/submissions-over-time" + query);
        }

        // Then
        new GoldenFile("submissions-over-time.txt").assertHolds(transcript.text());
    }

    @Test
    void ofTheListOfCharts() {
        new GoldenFile("list.txt")
                .assertHolds(new Transcript().ask("GET", "/charts").ask("GET", "/charts/").text());
    }

    @Test
    void toOtherMethodsAndToWhoHasTheChart() {
        // Given
        fill();
        String known = "If-None-Match: " + get("/charts/escs").header("ETag");

        // When
        Transcript transcript =
                new Transcript()
                        .ask("GET", "/charts/escs", known)
                        .ask("GET", "/charts/escs?countries=FRA", known)
                        .ask("GET", "/charts/escs", "If-None-Match: *")
                        .ask("HEAD", "/charts/escs")
                        .ask("HEAD", "/charts/escs/stream")
                        .ask(
                                "OPTIONS",
                                "/charts/escs",
                                "Origin: https://forage.example",
                                "Access-Control-Request-Method: GET")
                        .ask("GET", "/charts/escs", "Origin: https://forage.example")
                        .ask("POST", "/charts/escs")
                        .ask("DELETE", "/charts");

        // Then
        new GoldenFile("methods.txt").assertHolds(transcript.text());
    }

    @Test
    void asStreamsWhileThereAreNotTooMany() {
        // Given
        fill();
        Transcript transcript = new Transcript();
        List<RawConnection> open = new ArrayList<>();

        // When
        try {
            for (String chart : CHARTS) {
                open.add(RawConnection.open());
                transcript.listen(open.get(open.size() - 1), "/charts/" + chart + "/stream");
            }
            transcript.ask("GET", "/charts/escs/stream");
        } finally {
            open.forEach(RawConnection::close);
        }

        // Then
        new GoldenFile("streams.txt").assertHolds(transcript.text());
    }

    @Test
    void toWhatCannotBe() {
        // Given
        Transcript transcript = new Transcript();

        // When
        for (String path :
                List.of(
                        "escs?countries=FR",
                        "escs?countries=FRA,,GBR",
                        "escs?countries=%22%C3%89TE%22",
                        "escs?countries=" + "x".repeat(100),
                        "escs?countries=FRA&countries=GBR",
                        "escs?countries=%zz",
                        "escs?country=FRA",
                        "escs/stream?countries=1",
                        "submissions?hours=3",
                        "freshness?countries=x",
                        "submissions-over-time?countries=FRA",
                        "submissions-over-time?hours=0",
                        "submissions-over-time?hours=169",
                        "submissions-over-time?hours=",
                        "submissions-over-time?zone=Mars/Olympus",
                        "submissions-over-time?zone=%2B01:07",
                        "nothing",
                        "nothing/stream",
                        "x".repeat(100))) {
            transcript.ask("GET", "/charts/" + path);
        }

        // Then
        new GoldenFile("refusals.txt").assertHolds(transcript.text());
    }

    /** Fills the warehouse, and waits until all of it can be seen. */
    private void fill() {
        // halves are rounded away from zero
        int alb = register("alb", "ALB", 1);
        tables.submitSilently(
                alb,
                "('ALB', 0.12, 1635, -0.5, 2.004, '2026-04-04 18:40:30Z'),"
                        + " ('ALB', 0.13, 1635, -0.51, 2.006, '2026-04-04 18:00Z'),"
                        + " ('ALB', null, null, null, null, '2026-04-04 17:59:59.999Z')");
        int arg = register("arg", "ARG", 2);
        tables.submitSilently(
                arg,
                "('ARG', -0.12, 1629, -0.125, 3, '2026-04-04 16:00Z'),"
                        + " ('ARG', -0.13, 1629, -0.125, 3, '2026-04-04 15:59:59Z')");
        // a country without one value or another
        int bra = register("bra", "BRA", 3);
        tables.submitSilently(
                bra,
                "('BRA', null, 1234.5, 0.3, null, '2026-04-04 15:15Z'),"
                        + " ('BRA', null, null, 0.4, null, '2026-04-04 14:30Z'),"
                        + " ('BRA', null, null, null, null, null)");
        // what is rounded to nothing has no sign
        int chl = register("chl", "CHL", 4);
        tables.submitSilently(chl, "('CHL', -0.004, 0, -0.005, 0, '2026-04-03 19:00Z')");
        // quotients that do not end, and numbers that binary fractions cannot hold
        int deu = register("deu", "DEU", 5);
        tables.submitSilently(
                deu,
                "('DEU', 123456789012345678.985, 98400, 1, 2, '2026-04-03 18:59:59.999Z'),"
                        + " ('DEU', 0.1, 98400, 0, 2, '2026-03-29 00:59Z'),"
                        + " ('DEU', 0.2, 98400, 0, 1, '2026-03-29 01:00Z')");
        // a group that is empty by now
        int esp = register("esp", "ESP", 6);
        tables.submitSilently(esp, "('ESP', 1, 60, 1, 1, '2026-04-04 18:30Z')");
        tables.alter(esp, "delete from pisa.responses where cnt = 'ESP'");
        // one country in two sources, and two countries in one; equal ranks, and nearly equal ones
        int north = register("fra-north", "FRA", 7);
        tables.submitSilently(
                north,
                "('FRA', 0.1, 1400, 0.25, 1.5, '2026-03-28 19:00Z'),"
                        + " ('FRA', 0.2, 1500, 0.25, 1.5, '2026-03-28 18:59Z')");
        int south = register("fra-south", "FRA", 8);
        tables.submitSilently(south, "('FRA', 0.3, 1600, 0.26, 1.6, '2026-04-04 18:59Z')");
        int gbr = register("gbr", "GBR", 9);
        tables.submitSilently(
                gbr,
                "('GBR', 1, 1500, -1.005, 2.5, '2026-04-04 19:00Z'),"
                        + " ('GBR', 2, 1500, -1.005, 2.5, '2026-04-01 12:00Z'),"
                        + " ('ITA', 0.995, 1500.1, 0.004, 0.995, '2026-04-01 12:14:59Z')");

        Duration now = Duration.ZERO;
        tables.stand(alb, 1, ago(Duration.ofMillis(455)), "live", ago(now));
        tables.stand(arg, 1, ago(Duration.ofMillis(10_001)), "live", ago(now));
        tables.stand(bra, 1, ago(Duration.ofMillis(59_999)), "catching-up", ago(now));
        tables.stand(chl, 1, ago(Duration.ofMinutes(1)), "unreachable", ago(now));
        tables.stand(deu, 1, ago(Duration.ofMillis(3_599_999)), "resetting", ago(now));
        tables.stand(esp, 2, ago(Duration.ofHours(1)), "drifted", ago(now));
        tables.stand(north, 1, ago(now), "live", ago(Duration.ofSeconds(10)));
        tables.stand(south, 1, ago(Duration.ofSeconds(1)), "live", ago(Duration.ofMillis(10_001)));
        // by a clock that is ahead
        tables.stand(gbr, 1, ago(Duration.ofMillis(-250)), "live", ago(Duration.ofMillis(-250)));

        // what was written last is seen only together with all that was written before
        eventually(() -> assertThat(freshness("GBR").getString("status")).isEqualTo("live"));
    }

    /** Registers a source so many days before the present moment. */
    private int register(String name, String country, int days) {
        return tables.number(
                "insert into freshet.source (name, pipeline, attributes, registered_at) values"
                        + " ('%s', 'pisa', '{\"country\": \"%s\"}', %s) returning id"
                                .formatted(name, country, ago(Duration.ofDays(days))));
    }

    /** A moment as SQL. */
    private static String ago(Duration age) {
        return "timestamptz '%s'".formatted(FixedClockProducer.NOW.minus(age));
    }
}

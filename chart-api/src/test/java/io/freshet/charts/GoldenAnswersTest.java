package io.freshet.charts;

import static io.restassured.RestAssured.get;

import io.freshet.testkit.quarkus.FreshetTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
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
        new GoldenWarehouse(tables).fill();
        new GoldenWarehouse(tables).addNeverRead("ita", "ITA");
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
        new GoldenWarehouse(tables).fill();
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
        new GoldenWarehouse(tables).fill();

        new GoldenFile("submissions.txt")
                .assertHolds(new Transcript().ask("GET", "/charts/submissions").text());
    }

    @Test
    void ofTheChartOverTime() {
        // Given
        new GoldenWarehouse(tables).fill();
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
        new GoldenWarehouse(tables).fill();
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
        new GoldenWarehouse(tables).fill();
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
                        "escs?countries=%",
                        "escs?countries=ALB|ARG",
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
}

package io.freshet.charts;

import static io.freshet.charts.RawConnection.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.quarkus.FreshetTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Charts that are shown to whoever has their token, by the names of their host only. */
@QuarkusTest
@TestProfile(GuardedChartsTest.Guarded.class)
@WithTestResource(
        value = FreshetTestResource.class,
        initArgs = {
            @ResourceArg(name = "prefix", value = "chart_api"),
            @ResourceArg(name = "http", value = GuardedChartsTest.HTTP),
            @ResourceArg(name = "token", value = GuardedChartsTest.TOKEN)
        })
class GuardedChartsTest {

    static final String TOKEN = "0123456789abcdef0123456789abcdef";
    static final String HTTP =
            "allowed-hosts: Charts.example, charts: token, charts-token-file: {token}";
    private static final String SHOWN = "Authorization: Bearer " + TOKEN;

    /** As an installation on a network would be; makes an application of its own. */
    public static final class Guarded implements QuarkusTestProfile {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/charts/submissions",
                "/charts/submissions/",
                "/charts/submissions/stream",
                "/charts/submissions;x",
                "/charts/%73ubmissions",
                "/charts//submissions",
                "/x/../charts/submissions",
                "/%63harts/submissions",
                "//charts/submissions",
                "http://localhost/charts/submissions",
                "/charts",
                "/charts/nothing"
            })
    void areShownByNoPathWithoutTheirToken(String path) {
        try (RawConnection connection = RawConnection.open()) {
            // the first request of a connection takes another way than the next ones
            for (int i = 0; i < 2; i++) {
                for (String header :
                        new String[] {"X: y", "Authorization: Bearer " + TOKEN + "0"}) {
                    connection.send(request("GET", path, header));
                    RawConnection.Answer answer = connection.answer(false);
                    assertThat(answer.status()).isIn(401, 404);
                    assertThat(answer.body()).doesNotContain("count");
                }
            }
        }
    }

    @Test
    void areShownToWhoeverHasTheTokenOnEveryWay() {
        try (RawConnection connection = RawConnection.open()) {
            for (int i = 0; i < 3; i++) {
                connection.send(request("GET", "/charts/submissions", SHOWN));
                assertThat(connection.answer(false).body()).isEqualTo("{\"count\":0}");
            }
            connection.send(request("GET", "/charts/submissions"));
            RawConnection.Answer refused = connection.answer(false);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.headers())
                    .containsEntry("www-authenticate", "Bearer")
                    .containsEntry("access-control-allow-origin", "*");
            // a preflight request shows none
            connection.send(request("OPTIONS", "/charts/submissions"));
            assertThat(connection.answer(false).status()).isEqualTo(204);
        }
    }

    @Test
    void areAnsweredByTheirHostsNamesOnly() {
        for (String host : new String[] {"charts.example", "CHARTS.example:8080", "127.0.0.1:1"}) {
            assertThat(statuses(host, "/charts/submissions")).as(host).containsExactly(200, 200);
        }
        for (String host : new String[] {"evil.example", "charts.example.evil", ""}) {
            assertThat(statuses(host, "/charts/submissions")).as(host).containsExactly(421, 421);
            assertThat(statuses(host, "/q/health/live")).as(host).containsExactly(421, 421);
        }
    }

    @Test
    void areNotAnsweredWhereNoHostOrTwoAreAskedFor() {
        for (String hosts : new String[] {"", "Host: a\r\nHost: charts.example\r\n"}) {
            try (RawConnection connection = RawConnection.open()) {
                connection.send(
                        "GET /charts/submissions HTTP/1.1\r\n" + hosts + SHOWN + "\r\n\r\n");
                assertThat(connection.answer(false).status()).isEqualTo(400);
            }
        }
    }

    private static int[] statuses(String host, String path) {
        int[] statuses = new int[2];
        try (RawConnection connection = RawConnection.open()) {
            for (int i = 0; i < statuses.length; i++) {
                connection.send(
                        "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n\r\n".formatted(path, host, SHOWN));
                statuses[i] = connection.answer(false).status();
            }
        }
        return statuses;
    }
}

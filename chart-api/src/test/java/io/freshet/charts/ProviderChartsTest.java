package io.freshet.charts;

import static io.freshet.charts.RawConnection.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.charts.RawConnection.Answer;
import io.freshet.testkit.processes.WebPort;
import io.freshet.testkit.quarkus.FreshetTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Charts that are shown to whoever shows a token of an OpenID Connect provider. */
@QuarkusTest
@TestProfile(ProviderChartsTest.Guarded.class)
@WithTestResource(
        value = FreshetTestResource.class,
        initArgs = {
            @ResourceArg(name = "prefix", value = "chart_api"),
            @ResourceArg(name = "http", value = ProviderChartsTest.HTTP)
        })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProviderChartsTest {

    static final String HTTP =
            "charts: oidc, charts-issuer: 'http://127.0.0.1:{port}/realm', charts-audience: charts";
    private static final String CHART = "/charts/submissions";

    /** An end is believed for so long; ChartLimits.CLOCKS_APART. */
    private static final int LENIENCE = 30;

    private static TokenProvider provider;

    /** Where the provider listens. */
    WebPort other;

    /** As an installation with a provider would be; makes an application of its own. */
    public static final class Guarded implements QuarkusTestProfile {}

    @BeforeEach
    void know() {
        if (provider == null) {
            provider = new TokenProvider(other.number());
        }
    }

    @AfterAll
    static void end() {
        provider.close();
        provider = null;
    }

    @Test
    @Order(1)
    void areShownToNobodyBeforeTheProviderTellsItsKeys() {
        assertThat(ask(provider.good()).status()).isEqualTo(503);
        assertThat(ask(provider.good()).body()).contains("provider of tokens");
        assertThat(ask(null).status()).isEqualTo(401);

        provider.start();
        await().atMost(EndpointTest.LIMIT).until(() -> ask(provider.good()).status() == 200);
    }

    @Test
    @Order(2)
    void areShownOnEveryWayToWhoeverHasAToken() {
        String shown = "Authorization: bearer " + provider.good();
        try (RawConnection connection = RawConnection.open()) {
            // the first request of a connection takes another way than the next ones
            for (int i = 0; i < 3; i++) {
                connection.send(request("GET", CHART, shown));
                assertThat(connection.answer(false).body()).isEqualTo("{\"count\":0}");
            }
            connection.send(request("GET", "/charts", shown));
            assertThat(connection.answer(false).status()).isEqualTo(200);
        }
    }

    @Test
    @Order(3)
    void areShownByNoTokenThatIsNotTheProvidersForThem() {
        int asked = provider.asked();
        lies().forEach(
                        (lie, token) -> {
                            for (String path : List.of(CHART, "/charts", CHART + "/stream")) {
                                for (Answer answer : ask(path, token, 2)) {
                                    assertThat(answer.status()).as(lie).isEqualTo(401);
                                    assertThat(answer.body()).as(lie).doesNotContain("{\"count\"");
                                    assertThat(answer.headers())
                                            .as(lie)
                                            .containsEntry(
                                                    "www-authenticate",
                                                    "Bearer error=\"invalid_token\"")
                                            .containsEntry("access-control-allow-origin", "*");
                                }
                            }
                        });
        assertThat(ask(provider.good()).status()).isEqualTo(200);
        // those with unknown keys do not have it asked each time
        assertThat(provider.asked() - asked).isLessThan(5);
    }

    private static Map<String, String> lies() {
        Map<String, String> lies = new LinkedHashMap<>();
        JwtClaims claims = provider.claims();
        claims.setIssuer("http://127.0.0.1/another");
        lies.put("another issuer", provider.signed(claims));
        claims = provider.claims();
        claims.setAudience("forage");
        lies.put("another audience", provider.signed(claims));
        claims = provider.claims();
        claims.unsetClaim("aud");
        lies.put("no audience", provider.signed(claims));
        lies.put("ended", provider.ended(LENIENCE + 5));
        claims = provider.claims();
        claims.unsetClaim("exp");
        lies.put("without an end", provider.signed(claims));
        claims = provider.claims();
        NumericDate later = NumericDate.now();
        later.addSeconds(LENIENCE + 60);
        claims.setNotBefore(later);
        lies.put("not yet", provider.signed(claims));
        lies.put("unsigned", provider.unsigned());
        lies.put("by the public key as a secret", provider.byPublicKey());
        lies.put("another key of the same name", provider.forged("first"));
        lies.put("another key", provider.forged("unknown"));
        String good = provider.good();
        lies.put("without its signature", good.substring(0, good.lastIndexOf('.') + 1));
        lies.put("with another's claims", swapped(good, provider.ended(0)));
        lies.put("no token", "0123456789abcdef0123456789abcdef");
        lies.put("encrypted", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..a.b.c");
        return lies;
    }

    private static String swapped(String claimed, String signed) {
        String[] claims = claimed.split("\\.", -1);
        String[] signature = signed.split("\\.", -1);
        return claims[0] + "." + claims[1] + "." + signature[2];
    }

    @Test
    @Order(4)
    void areShownNoLongerThanATokenLasts() {
        String ending = provider.ended(LENIENCE - 6);
        try (RawConnection connection = RawConnection.open()) {
            await().atMost(EndpointTest.LIMIT)
                    .until(
                            () -> {
                                connection.send(
                                        request("GET", CHART, "Authorization: Bearer " + ending));
                                return connection.answer(false).status() == 401;
                            });
        }
    }

    @Test
    @Order(5)
    void endAStreamWithTheToken() throws IOException {
        String ending = provider.ended(LENIENCE - 6);
        try (RawConnection connection = RawConnection.open()) {
            connection.send(request("GET", CHART + "/stream", "Authorization: Bearer " + ending));
            assertThat(connection.answer(false).status()).isEqualTo(200);
            String chunk = connection.chunk();
            while (!chunk.isEmpty()) {
                chunk = connection.chunk();
            }
        }
    }

    @Test
    @Order(6)
    void areShownWhileTheProviderIsAwayToWhoeverHasATokenOfAKnownKey() {
        provider.close();

        assertThat(ask(provider.good()).status()).isEqualTo(200);
        assertThat(ask(provider.forged("unknown")).status()).isEqualTo(401);
        provider.start();
    }

    @Test
    @Order(7)
    void followTheProviderToAnotherKey() {
        String before = provider.good();
        assertThat(ask(before).status()).isEqualTo(200);

        provider.rotate();

        await().atMost(EndpointTest.LIMIT).until(() -> ask(provider.good()).status() == 200);
        assertThat(ask(CHART, before, 2)).extracting(Answer::status).containsOnly(401);
    }

    private static Answer ask(String token) {
        return ask(CHART, token, 1).get(0);
    }

    private static List<Answer> ask(String path, String token, int times) {
        List<Answer> answers = new ArrayList<>();
        try (RawConnection connection = RawConnection.open()) {
            String[] shown =
                    Stream.ofNullable(token)
                            .map(one -> "Authorization: Bearer " + one)
                            .toArray(String[]::new);
            for (int i = 0; i < times; i++) {
                connection.send(request("GET", path, shown));
                answers.add(connection.answer(false));
            }
        }
        return answers;
    }
}

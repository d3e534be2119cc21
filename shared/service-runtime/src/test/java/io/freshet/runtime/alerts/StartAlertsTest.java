package io.freshet.runtime.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.freshet.configuration.AlertKind;
import io.freshet.configuration.AlertsConfig;
import io.freshet.configuration.AlertsConfig.Slack;
import io.freshet.configuration.Secret;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A start that fails is told once per interval however often it is tried, and that it went well.
 */
class StartAlertsTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir private Path folder;
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private HttpServer slack;

    @BeforeEach
    void start() throws IOException {
        slack = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        slack.createContext(
                "/hook",
                exchange -> {
                    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                    posted.add(new JsonObject(body).getString("text"));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        slack.start();
    }

    @AfterEach
    void stop() {
        slack.stop(0);
    }

    /** As a new process has it at that time. */
    private StartAlerts at(Instant time) {
        return new StartAlerts("poller", folder, Clock.fixed(time, ZoneOffset.UTC), logged::add);
    }

    private Optional<AlertsConfig> config(String path, AlertKind... kinds) {
        return Optional.of(
                new AlertsConfig(
                        Set.of(kinds),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(5),
                        Optional.empty(),
                        Optional.of(
                                new Slack(
                                        new Secret(
                                                "http://localhost:%d%s"
                                                        .formatted(
                                                                slack.getAddress().getPort(),
                                                                path))))));
    }

    @Test
    void aServiceThatFailsAgainAndAgainIsToldOfOncePerInterval() {
        Optional<AlertsConfig> told = config("/hook", AlertKind.FAILED_START);
        at(NOON).failed(told, "port 9000 is taken");
        at(NOON.plusSeconds(10)).failed(told, "port 9000 is taken");
        at(NOON.plusSeconds(899)).failed(told, "port 9000 is taken");
        assertThat(posted).hasSize(1);

        at(NOON.plusSeconds(901)).failed(told, "port 9000 is taken");

        assertThat(posted).hasSize(2);
        assertThat(posted.get(0))
                .startsWith("*Freshet: poller did not start*")
                .contains("port 9000 is taken");
        assertThat(logged).isEmpty();
    }

    @Test
    void thatItStartedIsToldOnceAndOnlyAfterAFailure() {
        Optional<AlertsConfig> told = config("/hook", AlertKind.FAILED_START);
        at(NOON).started(told);
        assertThat(posted).isEmpty();

        at(NOON).failed(told, "port 9000 is taken");
        at(NOON.plusSeconds(10)).started(told);
        at(NOON.plusSeconds(20)).started(told);

        assertThat(posted).hasSize(2);
        assertThat(posted.get(1)).startsWith("*Freshet: poller has started*");
    }

    @Test
    void whoDoesNotWantToKnowIsNotTold() {
        at(NOON).failed(config("/hook", AlertKind.DRIFT), "port 9000 is taken");
        at(NOON).failed(Optional.empty(), "port 9000 is taken");

        assertThat(posted).isEmpty();
    }

    @Test
    void aMessageThatIsNotTakenIsLoggedAndTheProcessCanEnd() {
        at(NOON).failed(config("/gone", AlertKind.FAILED_START), "port 9000 is taken");

        assertThat(logged)
                .singleElement()
                .asString()
                .contains("an alert was not sent", "check alerts.slack.url");
    }
}

package io.freshet.runtime.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.freshet.configuration.AlertsConfig.Slack;
import io.freshet.configuration.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A webhook gets the message as JSON; what it answers is understood, and its address not shown. */
class SlackWayTest {

    private static final AlertMessage MESSAGE =
            new AlertMessage("Freshet: alb stale", "Source alb: <nothing> read & done.");
    private static final String SECRET = "/services/T000/B000/secret";

    private final Vertx vertx = Vertx.vertx();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Deque<Integer> answers = new ArrayDeque<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext(SECRET, this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        vertx.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        Integer status = answers.isEmpty() ? Integer.valueOf(200) : answers.removeFirst();
        if (status == 0) {
            try {
                over.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (status == 429) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        exchange.sendResponseHeaders(status == 0 ? 200 : status, -1);
        exchange.close();
    }

    @Test
    void theMessageIsPostedAndItsMarksAreNoMarksOfSlack() {
        assertThat(send(Duration.ofSeconds(5))).isEmpty();

        assertThat(received)
                .singleElement()
                .extracting(body -> new JsonObject(body).getString("text"))
                .isEqualTo("*Freshet: alb stale*\nSource alb: &lt;nothing&gt; read &amp; done.");
    }

    @Test
    void whatFailsForNowIsTriedAgain() {
        answers.add(500);
        answers.add(503);

        assertThat(send(Duration.ofSeconds(5))).isEmpty();

        assertThat(received).hasSize(3);
    }

    @Test
    void attemptsAreBounded() {
        answers.addAll(List.of(500, 500, 500, 200));

        assertThatThrownBy(() -> send(Duration.ofSeconds(5)))
                .hasMessageContaining("fails for now (500)");

        assertThat(received).hasSize(AlertLimits.ATTEMPTS);
    }

    @Test
    void aServerThatWantsToBeLeftAloneIs() {
        answers.add(429);
        long start = System.nanoTime();

        assertThat(send(Duration.ofSeconds(5))).isEmpty();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofSeconds(1));
        assertThat(received).hasSize(2);
    }

    @Test
    void aWebhookThatIsGoneIsNotTriedAgain() {
        answers.add(404);

        assertThatThrownBy(() -> send(Duration.ofSeconds(5)))
                .hasMessageContaining("refuses messages (404); check alerts.slack.url")
                .hasMessageNotContaining(SECRET);

        assertThat(received).hasSize(1);
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUpAndItsAddressIsNotShown() {
        answers.addAll(List.of(0, 0, 0));

        assertThatThrownBy(() -> send(Duration.ofMillis(200)))
                .hasMessageContaining("a webhook of localhost gave no answer within 200 ms")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void aServerThatIsNotThereIsNamedWithoutItsPath() {
        server.stop(0);

        assertThatThrownBy(() -> send(Duration.ofSeconds(5)))
                .hasMessageContaining("a webhook of localhost cannot be reached")
                .hasMessageNotContaining(SECRET);
    }

    private String send(Duration attempt) {
        Slack slack =
                new Slack(
                        new Secret(
                                "http://localhost:%d%s"
                                        .formatted(server.getAddress().getPort(), SECRET)));
        return new AlertSender(vertx, attempt, Duration.ofMillis(1))
                .send(new SlackWay(vertx, slack), MESSAGE)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}

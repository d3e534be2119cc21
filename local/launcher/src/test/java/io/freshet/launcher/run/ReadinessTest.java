package io.freshet.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** It is said that all is ready when it is, also where charts are kept from strangers. */
@Timeout(60)
class ReadinessTest {

    private static final int OK = 200;
    private static final int WHO_ASKS = 401;
    private static final int NOT_YET = 503;

    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final CountDownLatch asksAgain = new CountDownLatch(3);
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    asksAgain.countDown();
                    String path = exchange.getRequestURI().getPath();
                    exchange.sendResponseHeaders(statuses.getOrDefault(path, NOT_YET), -1);
                    exchange.close();
                });
        server.start();
        statuses.put("/q/health/ready", OK);
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void chartsThatAskWhoIsThereAreReady() throws Exception {
        statuses.put("/charts/shop/sales", WHO_ASKS);

        await();

        assertThat(text()).isEqualTo("hello%nready%n".formatted());
    }

    @Test
    void aChartThatDoesNotAnswerYetIsWaitedFor() throws Exception {
        Thread waiting = awaitBeside();
        assertThat(asksAgain.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(text()).isEmpty();

        statuses.put("/charts/shop/sales", OK);

        waiting.join();
        assertThat(text()).endsWith("ready%n".formatted());
    }

    @Test
    void aHealthThatAsksWhoIsThereIsNone() throws Exception {
        statuses.put("/q/health/ready", WHO_ASKS);
        statuses.put("/charts/shop/sales", OK);
        Thread waiting = awaitBeside();
        assertThat(asksAgain.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(text()).isEmpty();

        statuses.put("/q/health/ready", OK);

        waiting.join();
        assertThat(text()).endsWith("ready%n".formatted());
    }

    private Thread awaitBeside() {
        Thread waiting =
                new Thread(
                        () -> {
                            try {
                                await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        waiting.setDaemon(true);
        waiting.start();
        return waiting;
    }

    private void await() throws InterruptedException {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        new Readiness(List.of("shop/sales"), body -> true, out, "hello")
                .await("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }
}

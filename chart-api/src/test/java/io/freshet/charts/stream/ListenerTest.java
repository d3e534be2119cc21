package io.freshet.charts.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.charts.time.VertxTimer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenerTest {

    private static final int SIZE = 1 << 20;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Event event(int number) {
        byte[] bytes = new byte[SIZE];
        bytes[SIZE - 1] = (byte) number;
        return new Event(Integer.toString(number), Buffer.buffer(bytes));
    }

    @Test
    void whoDoesNotKeepUpGetsTheNewestAndNotWhatWasInBetween() {
        // Given: a client that takes nothing
        AtomicReference<Event> newest = new AtomicReference<>(event(0));
        AtomicReference<Listener> listener = new AtomicReference<>();
        HttpServer server =
                vertx.createHttpServer()
                        .requestHandler(
                                request ->
                                        listener.set(
                                                new Listener(
                                                        request.response().setChunked(true),
                                                        vertx.getOrCreateContext(),
                                                        new Turns(new VertxTimer(vertx)),
                                                        newest::get)))
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
        AtomicLong received = new AtomicLong();
        AtomicReference<Byte> last = new AtomicReference<>();
        HttpClientResponse[] response = new HttpClientResponse[1];
        vertx.createHttpClient()
                .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
                .compose(request -> request.send())
                .onSuccess(
                        answer -> {
                            answer.pause();
                            answer.handler(
                                    bytes -> {
                                        received.addAndGet(bytes.length());
                                        last.set(bytes.getByte(bytes.length() - 1));
                                    });
                            response[0] = answer;
                        });
        await().until(() -> listener.get() != null);

        // When
        for (int i = 1; i <= 100; i++) {
            newest.set(event(i));
            listener.get().wake();
        }
        await().until(() -> response[0] != null);
        response[0].resume();

        // Then
        await().untilAsserted(() -> assertThat(last.get()).isEqualTo((byte) 100));
        assertThat(received.get()).isLessThan(20L * SIZE);
    }
}

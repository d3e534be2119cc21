package io.freshet.charts;

import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/** A listener to a chart's stream: keeps the newest event. Thread-safe. */
final class EventStream implements AutoCloseable, Flow.Subscriber<String> {

    private static final String DATA = "data: ";

    private final CompletableFuture<HttpResponse<Void>> response;
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicInteger comments = new AtomicInteger();
    private volatile Flow.Subscription subscription;
    private volatile String newest = "";
    private volatile boolean ended;

    private EventStream(HttpClient client, String path) {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:%d/charts/%s"
                                                .formatted(RestAssured.port, path)))
                        .build();
        response = client.sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(this));
    }

    /** Opens a stream; its first event comes later. */
    static EventStream open(HttpClient client, String path) {
        return new EventStream(client, path);
    }

    /** Data of the newest event; empty before the first. */
    String newest() {
        return newest;
    }

    /** How many events have come. */
    int events() {
        return events.get();
    }

    /** How many comments have come. */
    int comments() {
        return comments.get();
    }

    /** Whether the server has ended it. */
    boolean ended() {
        return ended;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (line.startsWith(DATA)) {
            newest = line.substring(DATA.length());
            events.incrementAndGet();
        } else if (line.startsWith(":")) {
            comments.incrementAndGet();
        }
    }

    @Override
    public void onError(Throwable failure) {
        ended = true;
    }

    @Override
    public void onComplete() {
        ended = true;
    }

    @Override
    public void close() {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
        response.cancel(true);
    }
}

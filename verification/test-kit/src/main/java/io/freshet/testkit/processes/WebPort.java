package io.freshet.testkit.processes;

import io.freshet.embedded.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Where a process under test answers over HTTP.
 *
 * @param number a port of 127.0.0.1
 */
public record WebPort(int number) {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(LIMIT).build();

    /** A port that nobody listens on now. */
    public static WebPort free() {
        return new WebPort(LoopbackPort.pick());
    }

    /**
     * The body of an answer, whatever its status; blocks.
     *
     * @throws UncheckedIOException where there is none within ten seconds
     */
    public String get(String path) {
        try {
            return request(path).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is an answer with status 200; blocks. */
    public boolean isWell(String path) {
        try {
            return request(path).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> request(String path) throws IOException {
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:%d%s".formatted(number, path)))
                            .timeout(LIMIT)
                            .build(),
                    BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

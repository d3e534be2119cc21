package io.freshet.testkit.processes;

import io.freshet.embedded.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One port on which a process under test answers over HTTP.
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

    /**
     * The same for whoever shows a token.
     *
     * @throws UncheckedIOException where there is no answer within ten seconds
     */
    public String get(String path, String token) {
        try {
            return request(path, "Authorization", "Bearer " + token).body();
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

    /**
     * The whole answer, headers and body, to a GET request whose target is sent as it is spelled;
     * blocks.
     *
     * @throws UncheckedIOException where there is none within ten seconds
     */
    public String answerTo(String target) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), number)) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            String request =
                    "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n\r\n"
                            .formatted(target, number);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> request(String path, String... headers) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(number, path)))
                        .timeout(LIMIT);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

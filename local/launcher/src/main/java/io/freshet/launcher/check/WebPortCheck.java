package io.freshet.launcher.check;

import io.freshet.configuration.FreshetConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Looks whether the web port is free, or Freshet's own already. */
final class WebPortCheck {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** What every chart begins with. */
    private static final String CHART = "{\"datasets\":[";

    private final int port;

    WebPortCheck(FreshetConfig config) {
        this.port = config.httpPort();
    }

    CheckOutcome look() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress((InetAddress) null, port));
            return new CheckOutcome.Well("port %d is free".formatted(port));
        } catch (IOException e) {
            return isFreshet()
                    ? new CheckOutcome.Well("port %d: Freshet answers there".formatted(port))
                    : new CheckOutcome.Wrong(
                            "port %d is in use; stop what listens there or change http.port"
                                    .formatted(port));
        }
    }

    private boolean isFreshet() {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d/charts/freshness".formatted(port)))
                        .timeout(LIMIT)
                        .build();
        try {
            // As long as one source was never read there is no Freshet-As-Of.
            return HttpClient.newBuilder()
                    .connectTimeout(LIMIT)
                    .build()
                    .send(request, BodyHandlers.ofString())
                    .body()
                    .startsWith(CHART);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

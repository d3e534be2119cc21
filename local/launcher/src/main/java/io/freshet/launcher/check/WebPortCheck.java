package io.freshet.launcher.check;

import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.HttpConfig;
import io.freshet.launcher.port.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Looks whether the web ports are free, or Freshet's own already. */
final class WebPortCheck {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** What the list of charts begins with. */
    private static final String CHARTS = "{\"charts\":[";

    private final HttpConfig http;

    WebPortCheck(FreshetConfig config) {
        this.http = config.http();
    }

    CheckOutcome look() {
        if (!FreePort.isFree(http.host(), http.port())) {
            return isFreshet()
                    ? new CheckOutcome.Well("port %d: Freshet answers there".formatted(http.port()))
                    : taken(http.port(), "http.port");
        }
        return FreePort.isFree(http.managementHost(), http.managementPort())
                ? new CheckOutcome.Well(
                        "ports %d and %d are free".formatted(http.port(), http.managementPort()))
                : taken(http.managementPort(), "http.management-port");
    }

    private static CheckOutcome taken(int port, String key) {
        return new CheckOutcome.Wrong("%s; or change %s".formatted(FreePort.taken(port), key));
    }

    private boolean isFreshet() {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(http.localUrl() + "/charts"))
                        .timeout(LIMIT)
                        .build();
        try {
            return HttpClient.newBuilder()
                    .connectTimeout(LIMIT)
                    .build()
                    .send(request, BodyHandlers.ofString())
                    .body()
                    .startsWith(CHARTS);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

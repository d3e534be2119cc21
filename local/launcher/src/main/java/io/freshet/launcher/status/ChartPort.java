package io.freshet.launcher.status;

import io.freshet.configuration.ChartsGuard;
import io.freshet.configuration.HttpConfig;
import io.freshet.configuration.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the charts' port for charts. Blocks for two seconds at the most; where nothing answers, for
 * that long once in all.
 */
final class ChartPort {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** A problem's text is near the beginning of its body. */
    private static final int PROBLEM_BYTES = 4_096;

    private static final Pattern DETAIL = Pattern.compile("\"detail\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final String address;
    private final Optional<Secret> token;
    private boolean silent;

    ChartPort(HttpConfig http) {
        this.address = http.localUrl();
        this.token =
                http.clients().charts() instanceof ChartsGuard.Token guard
                        ? Optional.of(guard.token())
                        : Optional.empty();
    }

    /**
     * What came of asking.
     *
     * @param status the answer's status; 0 where nothing answers
     * @param refusal why it is no chart; empty where it is one
     * @param asOf up to when the chart's sources were read, as the answer says
     */
    record Answer(int status, String refusal, Optional<Instant> asOf) {}

    /** Where it is asked. */
    String address() {
        return address;
    }

    /** Whether nothing has answered. */
    boolean isSilent() {
        return silent;
    }

    /** Asks for a chart by its address below {@code /charts}. */
    Answer ask(String chart) {
        if (silent) {
            return nothing();
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + "/charts/" + chart)).timeout(LIMIT);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.value()));
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return response.statusCode() == 200
                        ? new Answer(200, "", asOf(response))
                        : new Answer(response.statusCode(), refusal(body), Optional.empty());
            }
        } catch (IOException e) {
            silent = true;
            return nothing();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return nothing();
        }
    }

    private Answer nothing() {
        return new Answer(0, "nothing answers at " + address, Optional.empty());
    }

    private static Optional<Instant> asOf(HttpResponse<?> response) {
        try {
            return response.headers().firstValue("Freshet-As-Of").map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String refusal(InputStream body) throws IOException {
        String text = new String(body.readNBytes(PROBLEM_BYTES), StandardCharsets.UTF_8);
        Matcher detail = DETAIL.matcher(text);
        return detail.find() ? detail.group(1).replace("\\\"", "\"") : "it is no chart of Freshet";
    }
}

package io.freshet.runtime.alerts;

import io.freshet.configuration.AlertsConfig.Slack;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Posts messages to an incoming webhook of Slack. Its address is a secret: whoever knows it may
 * post, so it stands in no message and no error.
 */
final class SlackWay implements AlertWay {

    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int TIMEOUT = 408;
    private static final int SERVER_ERROR = 500;
    private static final int MOST_SECONDS_DIGITS = 9;

    private final Vertx vertx;
    private final Slack slack;

    SlackWay(Vertx vertx, Slack slack) {
        this.vertx = vertx;
        this.slack = slack;
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public String target() {
        return "a webhook of " + URI.create(slack.url().first().strip()).getHost();
    }

    @Override
    public Future<String> send(AlertMessage message) {
        return vertx.executeBlocking(() -> slack.url().value().strip(), false)
                .compose(url -> post(url, message))
                .recover(error -> Future.failedFuture(explained(error)));
    }

    private Future<String> post(String url, AlertMessage message) {
        HttpClient client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout((int) AlertLimits.ATTEMPT.toMillis())
                                .setKeepAlive(false));
        RequestOptions request =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setAbsoluteURI(url)
                        .setIdleTimeout(AlertLimits.ATTEMPT.toMillis())
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8");
        return client.request(request)
                .compose(sent -> sent.send(body(message).toBuffer()))
                .compose(SlackWay::taken)
                .eventually(() -> client.close());
    }

    /**
     * Slack reads marks in texts; what it takes for one of its own is written so that it is not.
     */
    private static JsonObject body(AlertMessage message) {
        String text = "*%s*\n%s".formatted(escaped(message.subject()), escaped(message.text()));
        return new JsonObject().put("text", text);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static Future<String> taken(HttpClientResponse response) {
        int status = response.statusCode();
        // The body is not read: it is of no known size, and the status says it all.
        if (status == OK) {
            return Future.succeededFuture("");
        }
        if (status == TOO_MANY) {
            return Future.failedFuture(
                    AlertException.passing(
                            "the webhook takes no more for now (429)",
                            seconds(response.getHeader(HttpHeaders.RETRY_AFTER))));
        }
        if (status >= SERVER_ERROR || status == TIMEOUT) {
            return Future.failedFuture(
                    AlertException.passing("the webhook fails for now (%d)".formatted(status)));
        }
        return Future.failedFuture(
                AlertException.lasting(
                        "the webhook refuses messages (%d); check alerts.slack.url"
                                .formatted(status)));
    }

    private static Optional<Duration> seconds(String text) {
        return Optional.ofNullable(text)
                .map(String::strip)
                .filter(digits -> digits.matches("\\d+") && digits.length() <= MOST_SECONDS_DIGITS)
                .map(Long::parseLong)
                .map(Duration::ofSeconds);
    }

    private AlertException explained(Throwable error) {
        if (error instanceof AlertException refusal) {
            return refusal;
        }
        // The client's own text may name the address.
        return AlertException.passing(
                "%s cannot be reached (%s); check alerts.slack.url and the network"
                        .formatted(target(), error.getClass().getSimpleName()));
    }
}

package io.freshet.runtime.alerts;

import io.freshet.configuration.AlertsConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Sends messages, with some attempts at each. Thread-safe; does not block. */
public final class AlertSender {

    private final Vertx vertx;
    private final Duration attempt;
    private final Duration pause;

    public AlertSender(Vertx vertx) {
        this(vertx, AlertLimits.ATTEMPT, AlertLimits.PAUSE);
    }

    /**
     * @param attempt how long one attempt may take
     * @param pause between two of them, where the server does not say
     */
    AlertSender(Vertx vertx, Duration attempt, Duration pause) {
        this.vertx = vertx;
        this.attempt = attempt;
        this.pause = pause;
    }

    /** The ways that are configured. */
    public List<AlertWay> ways(AlertsConfig config) {
        Stream<AlertWay> email =
                config.email().<AlertWay>map(to -> new EmailWay(vertx, to)).stream();
        Stream<AlertWay> slack =
                config.slack().<AlertWay>map(to -> new SlackWay(vertx, to)).stream();
        return Stream.concat(email, slack).toList();
    }

    /**
     * Sends a message by one way.
     *
     * @return as {@link AlertWay#send} says, after all attempts
     */
    public Future<String> send(AlertWay way, AlertMessage message) {
        return send(way, message, AlertLimits.ATTEMPTS);
    }

    private Future<String> send(AlertWay way, AlertMessage message, int attempts) {
        return once(way, message)
                .recover(
                        error ->
                                error instanceof AlertException refusal
                                                && refusal.isPassing()
                                                && attempts > 1
                                        ? after(pauseOf(refusal))
                                                .compose(passed -> send(way, message, attempts - 1))
                                        : Future.failedFuture(error));
    }

    private Future<String> once(AlertWay way, AlertMessage message) {
        return way.send(message)
                .timeout(attempt.toMillis(), TimeUnit.MILLISECONDS)
                .recover(
                        error ->
                                Future.failedFuture(
                                        error instanceof AlertException
                                                ? error
                                                : AlertException.passing(
                                                        "%s gave no answer within %d ms"
                                                                .formatted(
                                                                        way.target(),
                                                                        attempt.toMillis()))));
    }

    private Duration pauseOf(AlertException refusal) {
        Duration wanted = refusal.retryAfter().orElse(pause);
        return wanted.compareTo(AlertLimits.LONGEST_PAUSE) > 0 ? AlertLimits.LONGEST_PAUSE : wanted;
    }

    private Future<Void> after(Duration duration) {
        return Future.future(
                promise ->
                        vertx.setTimer(Math.max(1, duration.toMillis()), id -> promise.complete()));
    }
}

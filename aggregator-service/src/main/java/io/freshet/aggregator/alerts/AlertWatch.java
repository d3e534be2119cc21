package io.freshet.aggregator.alerts;

import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.aggregator.warehouse.WarehouseException;
import io.freshet.configuration.AlertKind;
import io.freshet.configuration.AlertsConfig;
import io.freshet.configuration.FreshetConfig;
import io.freshet.runtime.alerts.AlertException;
import io.freshet.runtime.alerts.AlertMessage;
import io.freshet.runtime.alerts.AlertSender;
import io.freshet.runtime.alerts.AlertWay;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Looks what people should know, and tells them: of all replicas, one does by each way. What was
 * told is kept in the warehouse, so that neither a restart nor another replica tells it again. For
 * one thread, which it blocks while a message is sent.
 */
@Singleton
public class AlertWatch {

    private static final Logger LOG = Logger.getLogger(AlertWatch.class);
    private static final String DEAD_LETTERS = "the queue of dead letters";

    private final Optional<AlertsConfig> config;
    private final AlertStore store;
    private final DeadLetterCount deadLetters;
    private final AlertMetrics metrics;
    private final AlertSender sender;
    private final Clock clock;
    private final List<AlertWay> ways;

    @Inject
    AlertWatch(
            FreshetConfig config,
            Vertx vertx,
            AlertStore store,
            DeadLetterCount deadLetters,
            AlertMetrics metrics) {
        this(
                config.alerts(),
                new AlertSender(vertx),
                store,
                deadLetters,
                metrics,
                Clock.systemUTC());
    }

    AlertWatch(
            Optional<AlertsConfig> config,
            AlertSender sender,
            AlertStore store,
            DeadLetterCount deadLetters,
            AlertMetrics metrics,
            Clock clock) {
        this.config = config;
        this.store = store;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.sender = sender;
        this.clock = clock;
        this.ways = config.map(sender::ways).orElse(List.of());
        this.ways.forEach(way -> metrics.begin(way.name()));
    }

    /** Whether anybody is told of anything. */
    public boolean isWanted() {
        return !ways.isEmpty();
    }

    /**
     * Looks once, and sends what is due.
     *
     * @throws WarehouseException if the warehouse does not answer
     */
    public void look() {
        if (!isWanted()) {
            return;
        }
        List<AlertCondition> conditions = store.conditions(config.orElseThrow().staleAfter());
        OptionalLong waiting =
                wants(AlertKind.DEAD_LETTER) ? deadLetters.look() : OptionalLong.empty();
        ways.forEach(way -> look(way, conditions, waiting));
    }

    private boolean wants(AlertKind kind) {
        return config.orElseThrow().on().contains(kind);
    }

    private void look(AlertWay way, List<AlertCondition> seen, OptionalLong waiting) {
        Optional<Duration> sinceTried = store.lease(way.name(), AggregatorLimits.ALERT_LEASE);
        if (sinceTried.isEmpty()) {
            return;
        }
        AlertBook book = new AlertBook(config.orElseThrow().interval());
        Instant now = clock.instant();
        List<AlertEntry> before = store.told(way.name());
        List<AlertCondition> conditions =
                new ArrayList<>(seen.stream().filter(one -> wants(one.kind())).toList());
        deadLetters(before, waiting).ifPresent(conditions::add);
        List<AlertEntry> after = book.after(before, conditions, now);
        if (!after.equals(before)) {
            store.replace(way.name(), after);
        }
        if (sinceTried.get().compareTo(AggregatorLimits.BETWEEN_ALERTS) >= 0) {
            book.message(after, now)
                    .ifPresent(
                            message -> {
                                store.tried(way.name());
                                store.lease(way.name(), AggregatorLimits.ALERT_SENDING);
                                if (send(way, message)) {
                                    store.replace(way.name(), book.told(after, now));
                                }
                                store.lease(way.name(), AggregatorLimits.ALERT_LEASE);
                            });
        }
    }

    /** Where the broker says nothing, what it said last is taken to be so still. */
    private Optional<AlertCondition> deadLetters(List<AlertEntry> before, OptionalLong waiting) {
        if (waiting.isPresent()) {
            return waiting.getAsLong() == 0
                    ? Optional.empty()
                    : Optional.of(
                            new AlertCondition(
                                    AlertKind.DEAD_LETTER,
                                    DEAD_LETTERS,
                                    "%d wait; see ./freshet dead-letters list"
                                            .formatted(waiting.getAsLong())));
        }
        return before.stream()
                .filter(entry -> entry.kind() == AlertKind.DEAD_LETTER && entry.present())
                .filter(entry -> wants(entry.kind()))
                .map(entry -> new AlertCondition(entry.kind(), entry.subject(), entry.detail()))
                .findFirst();
    }

    private boolean send(AlertWay way, AlertMessage message) {
        try {
            String left =
                    sender.send(way, message)
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(AggregatorLimits.ALERT_SENDING.toMillis(), TimeUnit.MILLISECONDS);
            metrics.sent(way.name()).increment();
            if (!left.isEmpty()) {
                LOG.warnf("An alert by %s did not reach everybody: %s", way.name(), left);
            }
            return true;
        } catch (ExecutionException e) {
            failed(way, e.getCause());
        } catch (TimeoutException e) {
            failed(way, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void failed(AlertWay way, Throwable error) {
        metrics.failed(way.name()).increment();
        LOG.warnf(
                "An alert by %s was not sent: %s",
                way.name(), error instanceof AlertException ? error.getMessage() : error);
    }
}

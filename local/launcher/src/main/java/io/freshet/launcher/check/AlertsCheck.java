package io.freshet.launcher.check;

import io.freshet.configuration.FreshetConfig;
import io.freshet.runtime.alerts.AlertException;
import io.freshet.runtime.alerts.AlertMessage;
import io.freshet.runtime.alerts.AlertSender;
import io.freshet.runtime.alerts.AlertWay;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Sends a message by every way of alerting, as the aggregator does, and says what came of it. */
final class AlertsCheck {

    private static final AlertMessage MESSAGE =
            new AlertMessage(
                    "Freshet: a test of alerts",
                    "This is what ./freshet check --alerts sends. Nothing is wrong.");

    private final AlertSender sender;
    private final FreshetConfig config;
    private final CheckReport report;

    AlertsCheck(Vertx vertx, FreshetConfig config, CheckReport report) {
        this.sender = new AlertSender(vertx);
        this.config = config;
        this.report = report;
    }

    /** Blocks until all attempts are over: about a minute at the most for each way. */
    void run() {
        List<AlertWay> ways = config.alerts().map(sender::ways).orElse(List.of());
        if (ways.isEmpty()) {
            report.failed("alerts", "nobody is told of anything; add the section alerts");
        }
        ways.forEach(this::tryOut);
    }

    private void tryOut(AlertWay way) {
        String what = "alerts " + way.name();
        try {
            String left =
                    sender.send(way, MESSAGE).toCompletionStage().toCompletableFuture().join();
            if (left.isEmpty()) {
                report.well(what, "%s: a test message was taken".formatted(way.target()));
            } else {
                report.failed(what, "%s: %s".formatted(way.target(), left));
            }
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof AlertException refusal)) {
                throw e;
            }
            report.failed(what, refusal.getMessage());
        }
    }
}

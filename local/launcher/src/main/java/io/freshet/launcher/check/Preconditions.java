package io.freshet.launcher.check;

import io.freshet.commandline.CommandFailure;
import io.freshet.configuration.FreshetConfig;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What must answer before the services are started: broker and warehouse. A source that does not is
 * no reason to wait, as the others can be read without it.
 */
public final class Preconditions {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long PAUSE_MILLIS = 500;

    private Preconditions() {}

    /**
     * Waits until both answer; blocks. Says on standard error what is waited for.
     *
     * @throws CommandFailure if one refuses, or does not answer for a minute
     */
    public static void await(FreshetConfig config) {
        Vertx vertx = Vertx.vertx();
        try {
            await("broker", new BrokerConnectionCheck(config)::look);
            await("warehouse", new WarehouseRightsCheck(vertx, config)::look);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().orTimeout(5, TimeUnit.SECONDS);
        }
    }

    private static void await(String what, Supplier<CheckOutcome> check) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        boolean said = false;
        CheckOutcome outcome = check.get();
        while (outcome instanceof CheckOutcome.Silent && System.nanoTime() < until) {
            if (!said) {
                System.err.printf(
                        "freshet: %s %s (trying again for %d s)%n",
                        what, outcome.text(), PATIENCE.toSeconds());
                said = true;
            }
            pause();
            outcome = check.get();
        }
        if (!(outcome instanceof CheckOutcome.Well)) {
            throw new CommandFailure(what + " " + outcome.text());
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted while waiting", e);
        }
    }
}

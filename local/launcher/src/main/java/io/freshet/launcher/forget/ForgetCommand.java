package io.freshet.launcher.forget;

import io.freshet.commandline.CommandFailure;
import io.freshet.commandline.ForgetOptions;
import io.freshet.commandline.UsageException;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.WarehouseConfig;
import io.freshet.launcher.check.Databases;
import io.freshet.launcher.configured.ConfigurationFile;
import io.freshet.launcher.standin.CompleteConfiguration;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.PrintStream;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** {@code ./freshet forget}. */
public final class ForgetCommand {

    private final PrintStream out;

    /**
     * @param out where it is said what was removed
     */
    public ForgetCommand(PrintStream out) {
        this.out = out;
    }

    /**
     * Removes all of it, or nothing; blocks until that is done. Exit status 0.
     *
     * @throws UsageException where the configuration declares the source
     * @throws CommandFailure where nothing is held of it, a poller declares it, or the warehouse
     *     does not answer
     */
    public int run(ForgetOptions options) {
        FreshetConfig config = ConfigurationFile.read(options.config());
        String name = options.name();
        if (config.sources().stream().anyMatch(source -> source.name().equals(name))) {
            throw new UsageException(
                    "%s declares source %s; take it out of there, restart the pollers, then forget it"
                            .formatted(options.config(), name));
        }
        try (CompleteConfiguration complete =
                CompleteConfiguration.startOrShare(config, options.config())) {
            return forget(complete.config().warehouse().orElseThrow(), name);
        }
    }

    private int forget(WarehouseConfig warehouse, String name) {
        Vertx vertx = Vertx.vertx();
        Pool pool = Databases.warehouse(vertx, warehouse);
        try {
            long rows =
                    new HeldSource(pool, name)
                            .forget()
                            .toCompletionStage()
                            .toCompletableFuture()
                            .join();
            out.printf("%s: %,d rows forgotten%n", name, rows);
            return 0;
        } catch (CompletionException e) {
            throw explained(warehouse, e.getCause());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().orTimeout(5, TimeUnit.SECONDS);
        }
    }

    private static CommandFailure explained(WarehouseConfig warehouse, Throwable error) {
        return error instanceof CommandFailure failure
                ? failure
                : new CommandFailure(
                        "warehouse %s: %s; nothing was removed"
                                .formatted(warehouse.url(), error.getMessage()),
                        error);
    }
}

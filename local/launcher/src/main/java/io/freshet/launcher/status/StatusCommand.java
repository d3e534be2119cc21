package io.freshet.launcher.status;

import io.freshet.commandline.CommandFailure;
import io.freshet.commandline.StatusOptions;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.WarehouseConfig;
import io.freshet.launcher.check.Databases;
import io.freshet.launcher.standin.CompleteConfiguration;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** {@code ./freshet status}: a line for each source and each chart. */
public final class StatusCommand {

    private static final long EVERY_SECONDS = 2;

    /** Moves to the first line of a terminal, and clears it. */
    private static final String CLEAR = "\033[H\033[2J";

    private final PrintStream out;

    /**
     * @param out where it prints
     */
    public StatusCommand(PrintStream out) {
        this.out = out;
    }

    /** Prints it; blocks. Exit status 0 if nobody needs to do anything, else 1. */
    public int run(StatusOptions options) throws InterruptedException {
        FreshetConfig config = CompleteConfiguration.running(options.config());
        Vertx vertx = Vertx.vertx();
        try {
            StandingReader reader = reader(vertx, config, options.config());
            InstallationStanding standing = reader.read();
            while (options.watch()) {
                print(standing, options);
                TimeUnit.SECONDS.sleep(EVERY_SECONDS);
                standing = reader.read();
            }
            print(standing, options);
            return standing.isWell() ? 0 : 1;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().orTimeout(5, TimeUnit.SECONDS);
        }
    }

    /** How the installation of a configuration stands now; blocks. */
    static InstallationStanding read(Vertx vertx, FreshetConfig config, Path file) {
        return reader(vertx, config, file).read();
    }

    private static StandingReader reader(Vertx vertx, FreshetConfig config, Path file) {
        WarehouseConfig where =
                config.warehouse()
                        .orElseThrow(
                                () ->
                                        new CommandFailure(
                                                "%s: nothing runs for it, and it names no warehouse; start it: ./freshet up --config %1$s"
                                                        .formatted(file)));
        Pool pool = Databases.warehouse(vertx, where);
        return new StandingReader(config, file, pool);
    }

    private void print(InstallationStanding standing, StatusOptions options) {
        if (options.json()) {
            out.println(
                    options.watch()
                            ? StandingJson.of(standing).encode()
                            : StandingJson.of(standing).encodePrettily());
        } else {
            boolean terminal = options.watch() && options.onTerminal();
            out.print(terminal ? CLEAR : "");
            out.print(StandingText.of(standing));
            out.print(options.watch() && !terminal ? "\n" : "");
        }
        out.flush();
    }
}

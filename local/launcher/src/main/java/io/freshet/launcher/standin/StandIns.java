package io.freshet.launcher.standin;

import io.freshet.commandline.CommandFailure;
import io.freshet.embedded.EmbeddedServerException;
import io.freshet.embedded.FolderLock;
import io.freshet.embedded.PrivateFiles;
import io.freshet.embedded.broker.BrokerOptions;
import io.freshet.embedded.broker.EmbeddedBroker;
import io.freshet.embedded.postgres.EmbeddedPostgresServer;
import io.freshet.embedded.postgres.PostgresOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Embedded servers that stand in for those that a configuration does not name, with what they keep
 * in a folder beside it. Postgres is durable; the broker's messages are in memory, and are read
 * again from the sources after a restart. One process at a time has a folder.
 */
final class StandIns implements AutoCloseable {

    private static final int PASSWORD_BYTES = 24;
    private static final String BROKER_USER = "freshet";

    private final Path folder;
    private final FolderLock lock;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final Map<String, String> variables = new TreeMap<>();

    private StandIns(Path folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Starts what is missing; blocks for some seconds.
     *
     * @param folder where they keep what they have; made where it is missing
     * @throws EmbeddedServerException where one does not start, or another process has the folder
     */
    static StandIns start(Path folder, boolean broker, boolean warehouse) {
        try {
            PrivateFiles.makeFolder(folder);
        } catch (IOException e) {
            throw new CommandFailure(
                    "cannot make the folder %s for the embedded servers: %s; check its rights"
                            .formatted(folder, e),
                    e);
        }
        StandIns started = new StandIns(folder, FolderLock.take(folder));
        try {
            if (warehouse) {
                started.startWarehouse();
            }
            if (broker) {
                started.startBroker();
            }
            StandInFile.write(folder, started.variables);
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private void startWarehouse() {
        Path programs =
                Path.of(System.getProperty("freshet.home", "."), ".freshet", "programs")
                        .toAbsolutePath();
        EmbeddedPostgresServer postgres =
                EmbeddedPostgresServer.start(
                        PostgresOptions.in(folder.resolve("warehouse"))
                                .withBinariesFolder(programs));
        running.push(postgres);
        WarehouseDatabase.make(postgres);
        variables.put("FRESHET_WAREHOUSE_URL", postgres.url(WarehouseDatabase.NAME));
        variables.put("FRESHET_WAREHOUSE_USERNAME", postgres.username());
        variables.put("FRESHET_WAREHOUSE_PASSWORD_FILE", postgres.passwordFile().toString());
    }

    private void startBroker() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        BrokerOptions options = BrokerOptions.defaults();
        EmbeddedBroker broker =
                EmbeddedBroker.start(
                        new BrokerOptions(
                                options.port(), BROKER_USER, password, options.queueBytes()));
        running.push(broker);
        Path file = folder.resolve("broker.password").toAbsolutePath();
        try {
            PrivateFiles.write(file, password);
        } catch (IOException e) {
            throw new CommandFailure("cannot write %s: %s".formatted(file, e), e);
        }
        variables.put(
                "FRESHET_BROKER_URL",
                "amqp://%s@127.0.0.1:%d".formatted(BROKER_USER, broker.port()));
        variables.put("FRESHET_BROKER_PASSWORD_FILE", file.toString());
    }

    /** Where they are, as variables of the environment that stand in for the missing sections. */
    Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    /** Ends them; a second call does nothing. */
    @Override
    public void close() {
        StandInFile.delete(folder);
        RuntimeException failure = null;
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                failure = new CommandFailure(String.valueOf(e.getMessage()), e);
            }
        }
        lock.close();
        if (failure != null) {
            throw failure;
        }
    }
}

package io.freshet.launcher.demo;

import io.freshet.commandline.CommandFailure;
import io.freshet.embedded.PrivateFiles;
import io.freshet.embedded.broker.BrokerOptions;
import io.freshet.embedded.broker.EmbeddedBroker;
import io.freshet.embedded.postgres.EmbeddedPostgresServer;
import io.freshet.embedded.postgres.PostgresOptions;
import io.freshet.launcher.standin.WarehouseDatabase;
import io.freshet.warehouse.layout.SqlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** The embedded Postgres and broker of the demo; blocks while starting and closing. */
final class DemoServers implements AutoCloseable {

    static final String WAREHOUSE = WarehouseDatabase.NAME;

    /** The folder beside it that a lake is kept in, where the demo has one. */
    static final String LAKE = "lake";

    private static final String READER_PASSWORD = "reader.password";

    private final EmbeddedPostgresServer postgres;
    private final EmbeddedBroker broker;
    private final String readerPassword;

    private DemoServers(
            EmbeddedPostgresServer postgres, EmbeddedBroker broker, String readerPassword) {
        this.postgres = postgres;
        this.broker = broker;
        this.readerPassword = readerPassword;
    }

    static DemoServers start(Path folder, boolean fresh) {
        takeFromOthers(folder);
        Path data = folder.resolve("postgres");
        if (fresh) {
            delete(data);
            delete(folder.resolve(LAKE));
        }
        CompletableFuture<EmbeddedBroker> broker =
                CompletableFuture.supplyAsync(() -> EmbeddedBroker.start(BrokerOptions.defaults()));
        EmbeddedPostgresServer postgres =
                EmbeddedPostgresServer.start(
                        PostgresOptions.in(data)
                                .withBinariesFolder(folder.resolveSibling("programs"))
                                .withSettings(Map.of("track_commit_timestamp", "on")));
        try {
            WarehouseDatabase.make(postgres);
            String password = readerPassword(folder);
            makeReader(postgres, password);
            return new DemoServers(postgres, broker.join(), password);
        } catch (CompletionException e) {
            postgres.close();
            throw new CommandFailure("the message broker: " + e.getCause().getMessage(), e);
        }
    }

    /** Passwords stand in it, and what the demo's databases hold. */
    private static void takeFromOthers(Path folder) {
        try {
            PrivateFiles.makeFolder(folder);
        } catch (IOException e) {
            throw new CommandFailure(
                    "cannot make the folder %s: %s; check its rights".formatted(folder, e), e);
        }
    }

    /** Makes the role that reads, which the poller looks for at once. */
    private static void makeReader(EmbeddedPostgresServer postgres, String password) {
        WarehouseDatabase.make(
                postgres,
                "the role that reads",
                "select from pg_roles where rolname = " + SqlText.literal(DemoScene.READER),
                "create role %s login password %s"
                        .formatted(SqlText.quoted(DemoScene.READER), SqlText.literal(password)));
    }

    private static String readerPassword(Path folder) {
        Path file = folder.resolve(READER_PASSWORD);
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[16];
                new SecureRandom().nextBytes(random);
                PrivateFiles.write(file, HexFormat.of().formatHex(random));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("keeping " + file, e);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    "cannot empty %s: %s; is another demo running?".formatted(folder, e), e);
        }
    }

    String url(String database) {
        return postgres.url(database);
    }

    String username() {
        return postgres.username();
    }

    String password() {
        return postgres.password();
    }

    String readerPassword() {
        return readerPassword;
    }

    String brokerUrl() {
        return broker.url();
    }

    @Override
    public void close() {
        try {
            broker.close();
        } finally {
            postgres.close();
        }
    }
}

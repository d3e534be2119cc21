package io.freshet.embedded.postgres;

import io.freshet.embedded.EmbeddedServerException;
import io.freshet.embedded.EmbeddedServerException.Reason;
import io.freshet.embedded.postgres.PostgresCommand.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The database cluster in a data folder. */
final class PostgresCluster {

    static final String SUPERUSER = "postgres";

    private static final String SETTINGS_FILE = "freshet.conf";
    private static final Duration INITDB_LIMIT = Duration.ofMinutes(3);

    private final PostgresFolder folder;
    private final PostgresCommand command;

    PostgresCluster(PostgresFolder folder, PostgresCommand command) {
        this.folder = folder;
        this.command = command;
    }

    /** Creates the cluster unless it is there. */
    void createIfMissing() {
        if (Files.isDirectory(folder.cluster())) {
            return;
        }
        FreeSpace.require(folder.root(), FreeSpace.CLUSTER);
        folder.password();
        try {
            // Under another name until it is complete: a start that is killed half way leaves none.
            Path unfinished = folder.root().resolve("cluster.unfinished");
            FolderTree.delete(unfinished);
            initialize(unfinished);
            Files.move(unfinished, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the cluster " + folder.cluster(), e);
        }
    }

    /** Writes the settings that the next start takes. */
    void configure(Map<String, String> settings, int port) {
        try {
            Files.writeString(
                    folder.cluster().resolve(SETTINGS_FILE),
                    PostgresSettings.render(settings, port));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the server's settings", e);
        }
    }

    private void initialize(Path path) throws IOException {
        Outcome outcome =
                command.run(
                        INITDB_LIMIT,
                        "initdb",
                        List.of(
                                "-D",
                                path.toString(),
                                "-U",
                                SUPERUSER,
                                "-A",
                                "scram-sha-256",
                                "--pwfile=" + folder.passwordFile(),
                                "-E",
                                "UTF8",
                                "--locale=C",
                                // The same order on every operating system.
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--no-instructions"));
        if (!outcome.succeeded()) {
            throw failed(outcome);
        }
        Files.writeString(
                path.resolve("postgresql.conf"),
                System.lineSeparator() + "include '" + SETTINGS_FILE + "'" + System.lineSeparator(),
                StandardOpenOption.APPEND);
    }

    private EmbeddedServerException failed(Outcome outcome) {
        if (outcome.output().contains("cannot be run as root")
                || outcome.output().startsWith("unshare:")) {
            return new EmbeddedServerException(
                    Reason.UNSUPPORTED_PLATFORM,
                    "Postgres does not run as root, and this machine does not let it run in a user"
                            + " namespace. Run Freshet as an ordinary user.");
        }
        return new EmbeddedServerException(
                FreeSpace.isMissingIn(outcome.output()) ? Reason.NO_DISK : Reason.START_FAILED,
                "No Postgres cluster could be created in %s: %s"
                        .formatted(folder.root(), outcome.output()));
    }
}

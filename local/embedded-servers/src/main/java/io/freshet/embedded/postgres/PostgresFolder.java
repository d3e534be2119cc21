package io.freshet.embedded.postgres;

import io.freshet.embedded.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.OptionalInt;

/** What an embedded Postgres keeps from one run to the next, and where. */
final class PostgresFolder {

    private static final int PASSWORD_BYTES = 24;

    private final Path root;

    /** Makes {@code root} when missing, readable by its owner alone. */
    PostgresFolder(Path root) {
        try {
            PrivateFiles.makeFolder(root);
            this.root = root.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the data folder " + root, e);
        }
    }

    Path root() {
        return root;
    }

    Path cluster() {
        return root.resolve("cluster");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    Path passwordFile() {
        return root.resolve("password");
    }

    /** The port of the last run, if there was one. */
    OptionalInt lastPort() {
        try {
            return OptionalInt.of(Integer.parseInt(Files.readString(portFile()).strip()));
        } catch (IOException | NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    void rememberPort(int port) {
        try {
            Files.writeString(portFile(), Integer.toString(port));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + portFile(), e);
        }
    }

    /** The superuser's password, drawn at random once for each data folder. */
    String password() {
        try {
            if (!Files.exists(passwordFile())) {
                byte[] random = new byte[PASSWORD_BYTES];
                new SecureRandom().nextBytes(random);
                PrivateFiles.write(passwordFile(), HexFormat.of().formatHex(random));
            }
            return Files.readString(passwordFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + passwordFile(), e);
        }
    }

    private Path portFile() {
        return root.resolve("port");
    }
}

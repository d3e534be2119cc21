package io.freshet.embedded.postgres;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How an embedded Postgres is to run.
 *
 * @param dataFolder where its cluster, port, password and log are kept; made when missing, and a
 *     later start resumes from it
 * @param binariesFolder where its program files are unpacked (about 60 MB, once); may be shared by
 *     several servers
 * @param port the port on 127.0.0.1, or 0 for the one of the last run, or any free one
 * @param settings server settings ({@code postgresql.conf} names) that override the defaults of
 *     {@link PostgresSettings}
 */
public record PostgresOptions(
        Path dataFolder, Path binariesFolder, int port, Map<String, String> settings) {

    public PostgresOptions {
        Objects.requireNonNull(dataFolder, "dataFolder");
        Objects.requireNonNull(binariesFolder, "binariesFolder");
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("no TCP port: " + port);
        }
        settings = Map.copyOf(settings);
    }

    /** A server whose data and program files lie in {@code dataFolder}, on any port. */
    public static PostgresOptions in(Path dataFolder) {
        return new PostgresOptions(dataFolder, dataFolder.resolve("programs"), 0, Map.of());
    }

    /** The same with its program files in {@code folder}. */
    public PostgresOptions withBinariesFolder(Path folder) {
        return new PostgresOptions(dataFolder, folder, port, settings);
    }

    /** The same on {@code newPort}, which must be free when it starts. */
    public PostgresOptions withPort(int newPort) {
        return new PostgresOptions(dataFolder, binariesFolder, newPort, settings);
    }

    /** The same with {@code added} settings, which win over those given before. */
    public PostgresOptions withSettings(Map<String, String> added) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.putAll(added);
        return new PostgresOptions(dataFolder, binariesFolder, port, all);
    }
}

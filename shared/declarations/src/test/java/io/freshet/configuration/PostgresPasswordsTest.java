package io.freshet.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A password file of PostgreSQL is read as libpq reads it. */
class PostgresPasswordsTest {

    private static final String LINES =
            """
            # a comment:*:*:*:not this
            db:5433:sales:me:exact
            *:5432:*:me:a\\:b\\\\c:d
            \\:\\:1:*:*:*:of an address
            """;

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db   | 5433 | sales | me  | exact",
                "db   | 5432 | sales | me  | a:b\\c:d",
                "::1  | 1    | any   | you | of an address",
                "db   | 5433 | sales | you | "
            })
    void takesTheFirstLineThatFits(
            String host, int port, String database, String user, String password)
            throws IOException {
        PostgresPasswords passwords = PostgresPasswords.of(Map.of("PGPASSFILE", file("rw-------")));

        assertThat(passwords.find(new HostPort(host, port), database, user).orElse(null))
                .isEqualTo(password);
    }

    @Test
    void passesByAFileThatOthersMayRead() throws IOException {
        PostgresPasswords passwords = PostgresPasswords.of(Map.of("PGPASSFILE", file("rw-r-----")));

        assertThat(passwords.find(new HostPort("db", 5433), "sales", "me")).isEmpty();
    }

    private String file(String rights) throws IOException {
        Path file = Files.writeString(folder.resolve("pgpass"), LINES);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        return file.toString();
    }
}

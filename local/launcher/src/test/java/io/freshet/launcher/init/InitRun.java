package io.freshet.launcher.init;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freshet.commandline.InitOptions;
import io.freshet.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;

/** A database of a kind, and what {@code init} says of it. */
final class InitRun {

    /** All schemas but one, and all tables but one. */
    private static final String LET_READ =
            """
            do $$ declare it text; begin
              for it in select nspname from pg_namespace where nspname !~ '^(pg_|information_|closed$)' loop
                execute format('grant usage on schema %%I to %1$s', it);
                execute format('grant select on all tables in schema %%I to %1$s', it);
              end loop;
              if to_regclass('hidden') is not null then revoke select on hidden from %1$s; end if;
            end $$
            """;

    private InitRun() {}

    /** Makes the tables of a schema that lies beside the test kit, which the reader may read. */
    static void make(TestDatabase database, String schema) {
        String reader = database.reader().username();
        try (InputStream text =
                Objects.requireNonNull(
                        InitRun.class.getResourceAsStream("/schemas/" + schema + ".sql"))) {
            database.execute(new String(text.readAllBytes(), UTF_8), LET_READ.formatted(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database's URL for its reader, without a password. */
    static String url(TestDatabase database) {
        return database.url()
                .replace("postgresql://", "postgresql://" + database.reader().username() + "@");
    }

    /** Runs {@code init} into a folder; gives what it printed. */
    static String of(TestDatabase database, Path folder, String... further) {
        List<String> arguments =
                new ArrayList<>(List.of("--url", url(database), "--dir", folder.toString()));
        arguments.addAll(List.of(further));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        new InitCommand(
                        new PrintStream(said, true, UTF_8),
                        Map.of("PGPASSWORD", database.reader().password()),
                        question -> Optional.empty())
                .run(
                        CommandLine.populateCommand(
                                new InitOptions(), arguments.toArray(String[]::new)));
        return said.toString(UTF_8);
    }

    /** What a file holds. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A newcomer with a database of one taste or another gets to charts that equal SQL, in a browser
 * too, by three commands. A build does the same along docs/tutorial.md, see {@link TutorialTest};
 * these are run by {@code -Dtests.left-out=none}.
 */
@Tag("benchmark")
class NewcomerTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final String LET_READ =
            """
            do $$ declare it text; begin
              for it in select nspname from pg_namespace where nspname !~ '^(pg_|information_)' loop
                execute format('grant usage on schema %%I to %1$s', it);
                execute format('grant select on all tables in schema %%I to %1$s', it);
              end loop;
            end $$
            """;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"subscriptions", "ledgers", "sensors"})
    void seesChartsThatEqualSql(String schema) throws Exception {
        try (TestDatabase database = TestServers.postgres().createDatabase("new_" + schema);
                Newcomer newcomer = new Newcomer(folder)) {
            String reader = database.reader().username();
            database.execute(text(schema), LET_READ.formatted(reader));
            String url =
                    database.url()
                            .replace(
                                    "://",
                                    "://%s:%s@".formatted(reader, database.reader().password()));

            newcomer.types(List.of("init", "--url", url, "--name", schema));
            assertThat(newcomer.types(List.of("check", "--config", "freshet.yaml")))
                    .contains("all well");
            newcomer.starts(List.of("up", "--config", "freshet.yaml"));

            ProposedCharts charts = new ProposedCharts(folder.resolve(schema + ".yaml"), database);
            charts.assertEqual(newcomer::asks, SOON);
            newcomer.looksAt(schema, charts.names());
            System.out.printf(
                    "%s: %d charts, %d s%n", schema, charts.names().size(), newcomer.seconds());
        }
    }

    private static String text(String schema) throws IOException {
        try (InputStream text =
                Objects.requireNonNull(
                        NewcomerTest.class.getResourceAsStream("/schemas/" + schema + ".sql"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

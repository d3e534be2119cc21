package io.freshet.charts.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.rights.WarehouseRights;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Freshet's own tables are made in several transactions; whoever looks in between waits. */
class UnfinishedWarehouseTest {

    private static final HeldSummaries NOTHING =
            new HeldSummaries(List.of(), Map.of(), Instant.EPOCH);

    private final TestDatabase database = TestServers.postgres().createDatabase("charts");
    private final WarehouseRights rights = WarehouseRights.of(database, List.of());
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        done(vertx.close());
        database.close();
    }

    @Test
    void isReadOnceItsLastMigrationIsThere() throws Exception {
        migrate("V1__registry_ledger_and_state");
        migrate("V2__definition_revisions");
        migrate("V9__summaries_being_built");
        migrate("V10__tables_set_aside");
        migrate("V11__rows_set_aside");
        migrate("V12__former_charts");
        rights.give();
        TestDatabase.Login charts = rights.login("charts");
        PgConnectOptions options =
                PgConnectOptions.fromUri(database.url())
                        .setUser(charts.username())
                        .setPassword(charts.password());
        PgConnection connection = done(PgConnection.connect(vertx, options));
        PgSummarySession session = new PgSummarySession(connection, Duration.ofSeconds(10));

        Optional<Refreshed> before = done(session.readAll(NOTHING));
        migrate("V3__declared_sources");
        Optional<Refreshed> after = done(session.readAll(NOTHING));

        assertThat(before).isEmpty();
        assertThat(after).isPresent();
    }

    private void migrate(String version) throws Exception {
        String file = "/io/freshet/warehouse/migrations/" + version + ".sql";
        try (InputStream script = UnfinishedWarehouseTest.class.getResourceAsStream(file)) {
            rights.execute(
                    "set search_path = freshet; "
                            + new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}

package io.freshet.charts.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestDatabase.Login;
import io.freshet.testkit.TestServers;
import io.freshet.warehouse.WarehouseMigration;
import io.freshet.warehouse.layout.AuditSql;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Audits of another role's session are seen by one that may only read Freshet's tables. */
class AuditedSourcesTest {

    private static final HeldSummaries NOTHING =
            new HeldSummaries(List.of(), Map.of(), Instant.EPOCH);

    private final TestDatabase database = TestServers.postgres().createDatabase("charts");
    private final Vertx vertx = Vertx.vertx();
    private PgSummarySession session;

    @BeforeEach
    void connect() throws Exception {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl("jdbc:" + database.url());
        owner.setUser(database.username());
        owner.setPassword(database.password());
        WarehouseMigration.run(owner);
        Login reader = database.reader();
        database.execute(
                "grant usage on schema freshet to " + reader.username(),
                "grant select on all tables in schema freshet to " + reader.username());
        PgConnectOptions options =
                PgConnectOptions.fromUri(database.url())
                        .setUser(reader.username())
                        .setPassword(reader.password());
        session =
                new PgSummarySession(
                        done(PgConnection.connect(vertx, options)), Duration.ofSeconds(10));
    }

    @AfterEach
    void close() throws Exception {
        done(vertx.close());
        database.close();
    }

    @Test
    void theyAreSeenForAsLongAsTheirSessionsSaySo() throws Exception {
        try (Connection first = database.connect();
                Connection second = database.connect();
                Connection third = database.connect()) {
            say(first, AuditSql.say(1, 0));
            say(second, AuditSql.say(2, 37));
            say(third, AuditSql.say(2, 12));
            assertThat(audited()).isEqualTo(Map.of(1, 0, 2, 12));

            say(third, AuditSql.say(2, 99));
            say(first, "reset all");
            assertThat(audited()).isEqualTo(Map.of(2, 37));

            say(second, "set application_name = 'freshet audit of source 2: 100 %; drop table x'");
            assertThat(audited()).isEqualTo(Map.of(2, 99));
        }

        while (!audited().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Test
    void whereSessionsAreHiddenAllElseIsReadNevertheless() throws Exception {
        try (Connection auditor = database.connect()) {
            say(auditor, AuditSql.say(1, 5));
            assertThat(audited()).isEqualTo(Map.of(1, 5));

            database.execute("revoke select on pg_stat_activity from public");

            assertThat(audited()).isEmpty();
        }
    }

    private static void say(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Map<Integer, Integer> audited() throws Exception {
        return done(session.readAll(NOTHING)).orElseThrow().registry().orElseThrow().audited();
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}

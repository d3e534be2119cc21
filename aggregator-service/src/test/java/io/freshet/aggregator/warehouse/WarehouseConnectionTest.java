package io.freshet.aggregator.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.rights.WarehouseRights;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left where a statement takes too long, or a transaction fails. */
class WarehouseConnectionTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    /** Says what the server warns of. */
    private static final Logger NOTICES =
            Logger.getLogger("io.vertx.sqlclient.impl.SocketConnectionBase");

    private final TestDatabase database = TestServers.postgres().createDatabase("connection");
    private final WarehouseRights rights = WarehouseRights.of(database);
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool =
            PgBuilder.pool()
                    .using(vertx)
                    .with(new PoolOptions().setMaxSize(1))
                    .connectingTo(
                            PgConnectOptions.fromUri(database.url())
                                    .setUser(rights.login("aggregator").username())
                                    .setPassword(rights.login("aggregator").password()))
                    .build();

    /** So that no limit is used up by connecting. */
    @BeforeEach
    void connect() {
        WarehouseConnection.open(pool, Duration.ofSeconds(20)).close();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        database.close();
    }

    @Test
    void theServerGivesUpWhatIsNotAnsweredInTime() {
        try (WarehouseConnection connection = WarehouseConnection.open(pool, SHORT)) {
            assertThatThrownBy(() -> connection.query("select pg_sleep(60)", Tuple.tuple()))
                    .isInstanceOf(WarehouseException.class)
                    .hasMessageContaining("no answer");

            await().untilAsserted(() -> assertThat(atWork()).isZero());
        }
    }

    @Test
    void theOnlyConnectionOfThePoolIsOfUseAgain() throws SQLException {
        try (WarehouseConnection connection = WarehouseConnection.open(pool, SHORT)) {
            connection.begin();
            assertThatThrownBy(() -> connection.query("select pg_sleep(60)", Tuple.tuple()))
                    .isInstanceOf(WarehouseException.class);
        }

        try (WarehouseConnection connection =
                WarehouseConnection.open(pool, Duration.ofSeconds(20))) {
            assertThat(connection.query("select 1", Tuple.tuple()).size()).isOne();
            assertThat(atWork()).isZero();
        }
    }

    @Test
    void aTransactionThatFailsWhileItIsCommittedLeavesNothingAndNoWarning() {
        String insert = "insert into held.keys values ($1)";
        LogRecords notices = new LogRecords();
        NOTICES.addHandler(notices);
        rights.execute(
                "create schema held",
                "create table held.keys (id int primary key)",
                "insert into held.keys values (1)");
        try (WarehouseConnection connection =
                WarehouseConnection.open(pool, Duration.ofSeconds(20))) {
            connection.begin();
            connection.submit(insert, Tuple.of(1));
            assertThatThrownBy(() -> connection.finish(insert, Tuple.of(3)))
                    .isInstanceOfSatisfying(
                            WarehouseException.class,
                            held ->
                                    assertThat(held.kind())
                                            .isEqualTo(WarehouseException.Kind.HELD));
            connection.rollback();

            connection.begin();
            connection.finish(insert, Tuple.of(2));

            assertThat(connection.query("select * from held.keys", Tuple.tuple()).size())
                    .isEqualTo(2);
        } finally {
            NOTICES.removeHandler(notices);
        }
        assertThat(notices.said).isEmpty();
    }

    /** What a logger says. */
    private static final class LogRecords extends Handler {

        private final List<String> said = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            said.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private long atWork() throws SQLException {
        try (Connection connection = database.connect();
                ResultSet rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "select count(*) from pg_stat_activity"
                                                + " where datname = current_database()"
                                                + " and pid <> pg_backend_pid()"
                                                + " and state <> 'idle'")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

package io.freshet.aggregator.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A statement that takes too long is given up at the server, too. */
class WarehouseConnectionTest {

    private static final Duration SHORT = Duration.ofMillis(500);

    private final TestDatabase database = TestServers.postgres().createDatabase("connection");
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool =
            PgBuilder.pool()
                    .using(vertx)
                    .with(new PoolOptions().setMaxSize(1))
                    .connectingTo(
                            PgConnectOptions.fromUri(database.url())
                                    .setUser(database.username())
                                    .setPassword(database.password()))
                    .build();

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

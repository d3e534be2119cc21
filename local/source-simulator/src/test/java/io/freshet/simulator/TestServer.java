package io.freshet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.simulator.database.PostgresServer;
import io.freshet.testkit.TestPostgres;
import io.freshet.testkit.TestServers;
import io.vertx.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The Postgres that tests use, and plain SQL on it. */
public final class TestServer implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final PostgresServer server;

    public TestServer() {
        TestPostgres postgres = TestServers.postgres();
        this.server =
                new PostgresServer(
                        postgres.url(postgres.maintenanceDatabase()),
                        Optional.of(postgres.username()),
                        Optional.of(postgres.password()));
    }

    public Vertx vertx() {
        return vertx;
    }

    public PostgresServer postgres() {
        return server;
    }

    /** Runs one statement in a database; {@code ""} is the one for maintenance. */
    public List<Row> sql(String database, String statement) {
        return sql(server, database, statement);
    }

    /** Runs one statement as somebody else. */
    public List<Row> sql(PostgresServer as, String database, String statement) {
        PgConnection connection = connect(as, database);
        try {
            RowSet<Row> rows = connection.query(statement).execute().await().atMost(TIMEOUT);
            List<Row> result = new ArrayList<>();
            rows.forEach(result::add);
            return result;
        } finally {
            connection.close().await().atMost(TIMEOUT);
        }
    }

    /** Does something while a transaction that has made statements is open, then commits it. */
    public void during(String database, String statements, Runnable meanwhile) {
        PgConnection connection = connect(server, database);
        try {
            connection.query("BEGIN; " + statements).execute().await().atMost(TIMEOUT);
            meanwhile.run();
            connection.query("COMMIT").execute().await().atMost(TIMEOUT);
        } finally {
            connection.close().await().atMost(TIMEOUT);
        }
    }

    /** Waits until it is so; fails after a minute. */
    public static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited a minute").isLessThan(deadline);
            LockSupport.parkNanos(10_000_000);
        }
    }

    private PgConnection connect(PostgresServer as, String database) {
        return PgConnection.connect(
                        io.vertx.mutiny.core.Vertx.newInstance(vertx),
                        database.isEmpty() ? as.maintenance() : as.database(database))
                .await()
                .atMost(TIMEOUT);
    }

    public long count(String database, String condition) {
        return sql(database, "SELECT count(*) FROM responses WHERE " + condition).get(0).getLong(0);
    }

    public void drop(String prefix) {
        for (Row row :
                sql(
                        "",
                        "SELECT format('DROP DATABASE %I WITH (FORCE)', datname) FROM pg_database"
                                + " WHERE datname LIKE '"
                                + prefix.replace("_", "\\_")
                                + "%'")) {
            sql("", row.getString(0));
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}

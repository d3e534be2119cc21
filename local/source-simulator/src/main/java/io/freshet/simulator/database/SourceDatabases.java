package io.freshet.simulator.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;

/** Creates the sources' databases and their reader, where they are absent. */
public final class SourceDatabases {
    private static final String ALREADY_THERE = "42P04";
    private static final int AT_ONCE = 4;

    private final Pool admin;

    /**
     * @param vertx runs the connections, at most four of which are open at a time and none for
     *     longer than it is used
     * @param server where to create
     */
    public SourceDatabases(Vertx vertx, PostgresServer server) {
        this.admin =
                Pool.newInstance(
                        PgBuilder.pool()
                                .using(vertx)
                                .connectingTo(server.maintenance())
                                .with(
                                        new PoolOptions()
                                                .setMaxSize(AT_ONCE)
                                                .setIdleTimeout(2)
                                                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                                                .setConnectionTimeout(60))
                                .build());
    }

    /** Fails when the server cannot be reached or does not let the user in. */
    public Uni<Void> check() {
        return admin.query("SELECT 1").execute().replaceWithVoid();
    }

    /** Creates the role, or gives it the password when there is one of that name. */
    public Uni<Void> createRole(ReadOnlyRole role) {
        // Utility statements take no parameters: the server does the quoting.
        return admin.preparedQuery(
                        """
                        SELECT format(
                          CASE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = $1)
                            THEN 'ALTER ROLE %I LOGIN PASSWORD %L'
                            ELSE 'CREATE ROLE %I LOGIN PASSWORD %L' END, $1::text, $2::text)
                        """)
                .execute(Tuple.of(role.name(), role.password()))
                .chain(rows -> admin.query(rows.iterator().next().getString(0)).execute())
                .replaceWithVoid();
    }

    /**
     * Creates a database when absent.
     *
     * @return whether it was absent
     */
    public Uni<Boolean> createDatabase(String name) {
        return admin.preparedQuery("SELECT FROM pg_database WHERE datname = $1")
                .execute(Tuple.of(name))
                .chain(
                        found ->
                                found.size() > 0
                                        ? Uni.createFrom().item(false)
                                        : admin.query(
                                                        "CREATE DATABASE %s TEMPLATE template0"
                                                                .formatted(
                                                                        ResponsesTable.quoted(
                                                                                name)))
                                                .execute()
                                                .replaceWith(true)
                                                .onFailure(SourceDatabases::isAlreadyThere)
                                                .recoverWithItem(false));
    }

    /** Ends the connections. */
    public Uni<Void> close() {
        return admin.close();
    }

    private static boolean isAlreadyThere(Throwable failure) {
        return failure instanceof PgException e && ALREADY_THERE.equals(e.getSqlState());
    }
}

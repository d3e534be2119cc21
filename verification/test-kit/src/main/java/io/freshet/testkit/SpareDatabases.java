package io.freshet.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Databases that tests are done with, empty again, for tests to come: to make and to drop one takes
 * a server over half a second, and a checkpoint. Thread-safe.
 */
final class SpareDatabases {

    private static final int LOOKS = 100;
    private static final int MILLIS_BETWEEN_LOOKS = 20;

    private static final String OTHER_CLIENTS =
            """
            SELECT EXISTS (SELECT FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                AND backend_type <> 'autovacuum worker')""";

    /** As a new database is: with an empty schema public, which version 15 made nobody's own. */
    private static final String EMPTY =
            """
            SET lock_timeout = '2s';
            DO $$
            DECLARE
              each name;
            BEGIN
              FOR each IN SELECT nspname FROM pg_namespace
                  WHERE nspname <> 'information_schema' AND nspname NOT LIKE 'pg\\_%' LOOP
                EXECUTE format('DROP SCHEMA %I CASCADE', each);
              END LOOP;
            END $$;
            CREATE SCHEMA public AUTHORIZATION pg_database_owner;
            GRANT USAGE ON SCHEMA public TO PUBLIC""";

    /** Whether nothing else is left of what a test may have done to it. */
    private static final String IS_LIKE_NEW =
            """
            SELECT current_setting('server_version_num')::int >= 150000
              AND d.datallowconn AND d.datconnlimit = -1 AND NOT d.datistemplate
              AND NOT EXISTS (SELECT FROM pg_shdepend s
                WHERE (s.dbid = d.oid AND s.classid <> 'pg_namespace'::regclass)
                OR (s.classid = 'pg_database'::regclass AND s.objid = d.oid))
              AND NOT EXISTS (SELECT FROM pg_db_role_setting s WHERE s.setdatabase = d.oid
                AND (s.setrole <> 0 OR s.setconfig <> '{synchronous_commit=off}'))
              AND NOT EXISTS (SELECT FROM pg_prepared_xacts x WHERE x.database = d.datname)
              AND NOT EXISTS (SELECT FROM pg_replication_slots s WHERE s.database = d.datname)
              AND NOT EXISTS (SELECT FROM pg_extension e WHERE e.extname <> 'plpgsql')
              AND NOT EXISTS (SELECT FROM pg_publication)
              AND NOT EXISTS (SELECT FROM pg_event_trigger)
              AND NOT EXISTS (SELECT FROM pg_foreign_data_wrapper)
              AND NOT EXISTS (SELECT FROM pg_largeobject_metadata)
              AND (SELECT count(*) = 5 AND bool_and(a.grantee IN (0, d.datdba))
                FROM aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a)
            FROM pg_database d WHERE d.datname = current_database()""";

    private record Kind(TestPostgres server, String prefix) {}

    private static final Map<Kind, Deque<String>> NAMES = new HashMap<>();

    private static boolean ended;

    static {
        ExitTasks.add(SpareDatabases::end);
    }

    private SpareDatabases() {}

    /** The name of an empty one, which is the caller's from now on. */
    static synchronized Optional<String> take(TestPostgres server, String prefix) {
        return Optional.ofNullable(NAMES.get(new Kind(server, prefix))).map(Deque::poll);
    }

    /**
     * Empties a database and keeps it until the tests' process ends.
     *
     * @param roles whose rights in it are taken away
     * @return false where it cannot be told from a new one only by what is in it, or somebody is
     *     still connected: then it is to be dropped
     */
    static boolean keep(TestPostgres server, String prefix, String name, Set<String> roles) {
        try (Connection connection = server.connect(name);
                Statement statement = connection.createStatement()) {
            if (!isLeft(statement)) {
                return false;
            }
            statement.execute(EMPTY);
            if (!roles.isEmpty()) {
                statement.execute("DROP OWNED BY " + String.join(", ", roles));
            }
            if (!isTrue(statement, IS_LIKE_NEW)) {
                return false;
            }
        } catch (SQLException e) {
            return false;
        }
        synchronized (SpareDatabases.class) {
            if (!ended) {
                NAMES.computeIfAbsent(new Kind(server, prefix), kind -> new ArrayDeque<>())
                        .add(name);
            }
            return !ended;
        }
    }

    /** An embedded server goes with all its databases. */
    private static synchronized void end() throws SQLException {
        ended = true;
        for (Map.Entry<Kind, Deque<String>> spare : NAMES.entrySet()) {
            TestPostgres server = spare.getKey().server();
            if (server.kind() != ServerKind.REAL) {
                continue;
            }
            try (Connection connection = server.connect(server.maintenanceDatabase());
                    Statement statement = connection.createStatement()) {
                for (String name : spare.getValue()) {
                    statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
                }
            }
        }
        NAMES.clear();
    }

    private static boolean isLeft(Statement statement) throws SQLException {
        for (int look = 0; look < LOOKS; look++) {
            if (!isTrue(statement, OTHER_CLIENTS)) {
                return true;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    private static boolean isTrue(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }
}

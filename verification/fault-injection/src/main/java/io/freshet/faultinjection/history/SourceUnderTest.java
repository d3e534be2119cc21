package io.freshet.faultinjection.history;

import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A source database with one table, as its owner sees it. Not thread-safe. */
public final class SourceUnderTest implements AutoCloseable {

    /** How long a move waits for a lock that another transaction of the history holds. */
    private static final String LOCK_LIMIT = "set lock_timeout = '200ms'";

    private static final String NO_LOCK = "55P03";
    private static final String DEADLOCK = "40P01";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String TABLE =
            "create table responses (id serial primary key, cnt text, escs text, tmins text,"
                    + " belong text, durecec text, st001 text)";

    private final String name;
    private final TestDatabase database;
    private final boolean anyBytes;
    private final Connection connection;

    private SourceUnderTest(String name, TestDatabase database, boolean anyBytes)
            throws SQLException {
        this.name = name;
        this.database = database;
        this.anyBytes = anyBytes;
        this.connection = connect();
    }

    /**
     * Makes one, with an empty table.
     *
     * @param anyBytes whether its values may hold bytes that are no text
     */
    public static SourceUnderTest create(TestPostgres server, String name, boolean anyBytes)
            throws SQLException {
        TestDatabase database =
                anyBytes
                        ? server.createDatabaseOfBytes("faults_" + name)
                        : server.createDatabase("faults_" + name);
        database.reader();
        database.execute(TABLE, "create table elsewhere (n int)");
        return new SourceUnderTest(name, database, anyBytes);
    }

    /** Its name in Freshet's configuration. */
    public String name() {
        return name;
    }

    /** The country that its rows count under where they name none. */
    public String country() {
        return name.toUpperCase(java.util.Locale.ROOT);
    }

    /** The database. */
    public TestDatabase database() {
        return database;
    }

    /** Whether its values may hold bytes that are no text in its encoding. */
    boolean takesAnyBytes() {
        return anyBytes;
    }

    /**
     * Runs a statement that needs the whole table, beside the writers; blocks until they leave it a
     * moment. For any thread.
     *
     * @throws SQLException where they never do, or it fails otherwise
     */
    public void alter(String statement) throws SQLException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        try (Connection own = connect()) {
            while (true) {
                try {
                    run(own, statement);
                    return;
                } catch (SQLException e) {
                    // While one waits for a lock, all others wait behind it: hence often and short.
                    if (!isHeldUp(e) || System.nanoTime() > until) {
                        throw e;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private static boolean isHeldUp(SQLException e) {
        return Set.of(NO_LOCK, DEADLOCK).contains(e.getSQLState());
    }

    /** A further connection, with autocommit. */
    Connection connect() throws SQLException {
        Connection further = database.connect();
        try (Statement statement = further.createStatement()) {
            statement.execute(LOCK_LIMIT);
        }
        return further;
    }

    /** Runs statements in one transaction; gives the number of rows that the last one touched. */
    int run(String... statements) throws SQLException {
        return run(connection, statements);
    }

    static int run(Connection on, String... statements) throws SQLException {
        boolean autoCommit = on.getAutoCommit();
        if (autoCommit && statements.length > 1) {
            on.setAutoCommit(false);
        }
        try (Statement statement = on.createStatement()) {
            int touched = 0;
            for (String sql : statements) {
                touched = statement.execute(sql) ? 0 : statement.getUpdateCount();
            }
            if (on.getAutoCommit() != autoCommit) {
                on.commit();
            }
            return touched;
        } catch (SQLException e) {
            if (on.getAutoCommit() != autoCommit) {
                on.rollback();
            }
            throw e;
        } finally {
            on.setAutoCommit(autoCommit);
        }
    }

    /** The connection that single moves use. */
    Connection connection() {
        return connection;
    }

    /** One column of numbers. */
    List<Long> numbers(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<Long> numbers = new ArrayList<>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        }
    }

    /** All keys, ascending. */
    List<Long> keys() throws SQLException {
        return numbers("select id from responses order by id");
    }

    /** Drops the table and makes it anew, empty. */
    void recreate() throws SQLException {
        run("drop table responses", TABLE);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Its server may be gone already, and the database with it.
        }
        database.close();
    }
}

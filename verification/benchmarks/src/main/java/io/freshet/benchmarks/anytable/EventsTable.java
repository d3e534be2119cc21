package io.freshet.benchmarks.anytable;

import io.freshet.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The table of events in its database. Blocks; for one thread. */
final class EventsTable implements AutoCloseable {

    /** Polls look at so many of a heap's last pages. */
    private static final int LAST_PAGES = 8;

    private static final int FIRST_HOLE = 2;
    private static final int HOLE_PAGES = 6;

    private final TestDatabase database;
    private Connection connection;
    private int old;

    EventsTable(TestDatabase database) throws SQLException {
        this.database = database;
        this.connection = database.connect();
    }

    void fill(long rows) {
        database.execute(
                ("insert into events (kind, amount) select 'kind ' || i %% 5, (i %% 10000) / 100.0"
                                + " from generate_series(1, %d) as i")
                        .formatted(rows),
                "vacuum analyze events");
    }

    /** Inserts a row; whether it is stored where polls look. */
    boolean insert() throws SQLException {
        return isLast(
                "insert into events (kind, amount) values ('kind 1', 0.01)"
                        + " returning (ctid::text::point)[0]::bigint");
    }

    /** Updates an old row; whether its new version is stored where polls look. */
    boolean update() throws SQLException {
        return isLast(
                "update events set amount = amount + 0.01 where id = %s".formatted(someOld())
                        + " returning (ctid::text::point)[0]::bigint");
    }

    /** Deletes an old row. */
    void delete() throws SQLException {
        isLast(
                "delete from events where id = %s returning (ctid::text::point)[0]::bigint"
                        .formatted(someOld()));
    }

    /** Leaves room among old pages, so that what is written next is stored there. */
    void makeRoom() {
        database.execute(
                "delete from events where ctid >= '(%d,0)'::tid and ctid < '(%d,0)'::tid"
                        .formatted(FIRST_HOLE, FIRST_HOLE + HOLE_PAGES));
    }

    /** Has the server use the room: a session goes on where it wrote last, only a new one asks. */
    void vacuum() throws SQLException {
        // With so few rows gone indexes are left alone, and their places with them.
        database.execute("vacuum (index_cleanup on) events");
        connection.close();
        connection = database.connect();
    }

    /** Random uuids in their order are rows anywhere. */
    private String someOld() {
        return "(select id from events order by id offset %d limit 1)".formatted(old++);
    }

    private boolean isLast(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long page;
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                page = row.getLong(1);
            }
            try (ResultSet pages =
                    statement.executeQuery(
                            "select pg_relation_size('events')"
                                    + " / current_setting('block_size')::bigint")) {
                pages.next();
                return page >= pages.getLong(1) - LAST_PAGES;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

package io.freshet.lake.restore;

import io.freshet.lake.journal.LakeChange;
import io.freshet.lake.journal.LakeJournalException;
import io.freshet.lake.journal.LakeJson;
import io.freshet.lake.journal.LakeTable;
import io.freshet.lake.settings.LakeLimits;
import io.freshet.warehouse.layout.LakeSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes tables of the warehouse from the lake alone. The tables are there, as whoever declares them
 * makes them, and have a primary key; they may hold rows. One that refers to another is restored
 * after it. Blocks.
 */
public final class LakeRestore {

    private final LakeReader lake;
    private final Connection warehouse;

    /**
     * @param warehouse of a role that may write to the tables
     */
    public LakeRestore(LakeReader lake, Connection warehouse) {
        this.lake = lake;
        this.warehouse = warehouse;
    }

    /**
     * Restores a table, in one transaction.
     *
     * @param table which one
     * @param schema where it is in the warehouse
     * @return how many rows and changes of rows were gone through
     * @throws LakeJournalException where the warehouse does not take them; it is as it was then
     */
    public long restore(LakeTable table, String schema) {
        try {
            warehouse.setAutoCommit(false);
            try {
                long changes = within(table, schema);
                warehouse.commit();
                return changes;
            } finally {
                warehouse.rollback();
                warehouse.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new LakeJournalException(
                    "table %s.%s cannot be restored from the lake: %s"
                            .formatted(schema, table.name(), e.getMessage()),
                    e);
        }
    }

    private long within(LakeTable table, String schema) throws SQLException {
        List<String> columns = names(LakeSql.COLUMNS, schema, table.name());
        List<String> key = names(LakeSql.KEY_COLUMNS, schema, table.name());
        if (key.isEmpty()) {
            throw new SQLException("it is not there, or has no primary key");
        }
        try (PreparedStatement put =
                        warehouse.prepareStatement(
                                LakeSql.put(schema, table.name(), columns, key));
                PreparedStatement take =
                        warehouse.prepareStatement(LakeSql.take(schema, table.name(), key))) {
            Batches batches = new Batches(put, take);
            lake.rows(table, batches::add);
            batches.send();
            numberOn(schema, table.name());
            return batches.changes;
        } catch (Batches.Failure e) {
            throw e.cause;
        }
    }

    /** New rows get numbers above those that were restored. */
    private void numberOn(String schema, String table) throws SQLException {
        try (PreparedStatement numbered = warehouse.prepareStatement(LakeSql.NUMBERED)) {
            numbered.setString(1, schema);
            numbered.setString(2, table);
            try (ResultSet rows = numbered.executeQuery()) {
                while (rows.next()) {
                    try (PreparedStatement next =
                            warehouse.prepareStatement(
                                    LakeSql.numberOn(schema, table, rows.getString(1)))) {
                        next.setString(1, rows.getString(2));
                        next.execute();
                    }
                }
            }
        }
    }

    private List<String> names(String sql, String schema, String table) throws SQLException {
        try (PreparedStatement statement = warehouse.prepareStatement(sql)) {
            statement.setString(1, schema);
            statement.setString(2, table);
            try (ResultSet rows = statement.executeQuery()) {
                List<String> names = new ArrayList<>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return names;
            }
        }
    }

    /** Rows on their way, in their order: those of one kind that follow each other go together. */
    private static final class Batches {

        /** Carries what went wrong out of the reader. */
        private static final class Failure extends RuntimeException {
            private static final long serialVersionUID = 1L;
            private final SQLException cause;

            Failure(SQLException cause) {
                super(cause);
                this.cause = cause;
            }
        }

        private final PreparedStatement put;
        private final PreparedStatement take;
        private PreparedStatement filling;
        private int waiting;
        private long changes;

        Batches(PreparedStatement put, PreparedStatement take) {
            this.put = put;
            this.take = take;
            this.filling = put;
        }

        void add(LakeChange change) {
            try {
                PreparedStatement statement = change.present() ? put : take;
                if (statement != filling || waiting == LakeLimits.ROWS_FETCHED) {
                    send();
                    filling = statement;
                }
                statement.setString(1, LakeJson.text(change.row()));
                statement.addBatch();
                waiting++;
                changes++;
            } catch (SQLException e) {
                throw new Failure(e);
            }
        }

        void send() {
            try {
                if (waiting > 0) {
                    filling.executeBatch();
                    waiting = 0;
                }
            } catch (SQLException e) {
                throw new Failure(e);
            }
        }
    }
}

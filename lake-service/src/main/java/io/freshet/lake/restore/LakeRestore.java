package io.freshet.lake.restore;

import io.freshet.lake.journal.LakeChange;
import io.freshet.lake.journal.LakeJournalException;
import io.freshet.lake.journal.LakeJson;
import io.freshet.lake.journal.LakeTable;
import io.freshet.lake.settings.LakeLimits;
import io.freshet.warehouse.layout.LakeSql;
import io.freshet.warehouse.layout.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Makes tables of the warehouse from the lake alone. The tables are there, as whoever declares them
 * makes them, and have a primary key. Blocks.
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
     * Restores tables, all in one transaction. Nobody else writes to them meanwhile. From then on
     * the source counts as never archived, so that the lake begins an epoch with what was restored.
     *
     * @param tables the tables, each after those that it refers to, and their schemas
     * @param source the source's id in the warehouse; empty where the warehouse does not know it
     * @param replace whether to empty them before; otherwise they must be empty
     * @return how many rows and changes of rows were gone through, by table
     * @throws LakeJournalException where the warehouse does not take them; it is as it was then
     */
    public Map<LakeTable, Long> restore(
            Map<LakeTable, String> tables, OptionalInt source, boolean replace) {
        Map<LakeTable, Long> changes = new LinkedHashMap<>();
        try {
            warehouse.setAutoCommit(false);
            try {
                claim(tables, replace);
                for (Map.Entry<LakeTable, String> table : tables.entrySet()) {
                    changes.put(table.getKey(), within(table.getKey(), table.getValue()));
                }
                if (source.isPresent()) {
                    run(LakeSql.neverArchived(source.getAsInt()));
                }
                warehouse.commit();
                return changes;
            } finally {
                warehouse.rollback();
                warehouse.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new LakeJournalException(
                    "the tables cannot be restored from the lake: %s; nothing was changed"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private void claim(Map<LakeTable, String> tables, boolean replace) throws SQLException {
        List<String> names =
                tables.entrySet().stream()
                        .map(table -> SqlText.qualified(table.getValue(), table.getKey().name()))
                        .toList();
        run("set local lock_timeout = " + LakeLimits.RESTORE_LOCK.toMillis());
        run("lock table %s in exclusive mode".formatted(String.join(", ", names)));
        if (replace) {
            run("truncate " + String.join(", ", names));
            return;
        }
        for (String name : names) {
            try (Statement statement = warehouse.createStatement();
                    ResultSet row =
                            statement.executeQuery("select from %s limit 1".formatted(name))) {
                if (row.next()) {
                    throw new SQLException(
                            "%s holds rows already; what is in the lake replaces them with --replace"
                                    .formatted(name));
                }
            }
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = warehouse.createStatement()) {
            statement.execute(sql);
        }
    }

    private long within(LakeTable table, String schema) throws SQLException {
        List<String> columns = names(LakeSql.COLUMNS, schema, table.name());
        List<String> key = names(LakeSql.KEY_COLUMNS, schema, table.name());
        if (key.isEmpty()) {
            throw new SQLException(
                    "%s is not there, or has no primary key"
                            .formatted(SqlText.qualified(schema, table.name())));
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

package io.freshet.lake.journal;

import io.freshet.lake.settings.LakeLimits;
import io.freshet.warehouse.layout.LakeSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The journal in the warehouse, over a connection that nobody else uses meanwhile. */
public final class WarehouseLakeJournal implements LakeJournal {

    private final Connection connection;
    private final int sourceId;
    private final Map<LakeTable, String> schemas;

    /**
     * @param connection commits each statement
     * @param sourceId the source
     * @param schemas the schema of each table that its definition declares
     */
    public WarehouseLakeJournal(
            Connection connection, int sourceId, Map<LakeTable, String> schemas) {
        this.connection = connection;
        this.sourceId = sourceId;
        this.schemas = Map.copyOf(schemas);
    }

    private interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    @Override
    public LakeStanding standing(long position) {
        return query(
                LakeSql.STANDING,
                rows -> {
                    rows.next();
                    Optional<LakeMark> mark =
                            rows.getObject(4) == null
                                    ? Optional.empty()
                                    : Optional.of(new LakeMark(rows.getLong(4), instant(rows, 5)));
                    return new LakeStanding(
                            rows.getString(1), rows.getLong(2), rows.getLong(3), mark);
                },
                sourceId,
                position);
    }

    @Override
    public Optional<LakeRange> next(long after, long bytes, long rows) {
        long[] range =
                query(
                        LakeSql.VERSIONS,
                        found -> fitting(found, bytes, rows),
                        sourceId,
                        after,
                        LakeLimits.VERSIONS_LOOKED_AT);
        return range[1] == 0
                ? Optional.empty()
                : Optional.of(new LakeRange(range[0], range[1], tablesOf(after, range[0])));
    }

    /** The last version that fits, and how many changes there are up to it. */
    private static long[] fitting(ResultSet versions, long bytes, long rows) throws SQLException {
        long to = 0;
        long changes = 0;
        long size = 0;
        while (versions.next()) {
            size += versions.getLong(3);
            if (changes > 0 && (size > bytes || changes + versions.getLong(2) > rows)) {
                break;
            }
            to = versions.getLong(1);
            changes += versions.getLong(2);
        }
        return new long[] {to, changes};
    }

    private Set<LakeTable> tablesOf(long after, long to) {
        return query(
                LakeSql.TABLES,
                rows -> {
                    Set<LakeTable> tables = new HashSet<>();
                    while (rows.next()) {
                        tables.add(
                                new LakeTable(LakeZone.of(rows.getString(1)), rows.getString(2)));
                    }
                    return tables;
                },
                sourceId,
                after,
                to);
    }

    @Override
    public Map<LakeTable, List<LakeColumn>> columns(Set<LakeTable> tables) {
        Map<LakeTable, List<LakeColumn>> columns = new LinkedHashMap<>();
        for (LakeTable table : tables) {
            String schema = schemas.get(table);
            if (schema != null) {
                columns.put(table, columns(schema, table));
            }
        }
        return columns;
    }

    private List<LakeColumn> columns(String schema, LakeTable table) {
        return query(
                LakeSql.COLUMNS,
                rows -> {
                    List<LakeColumn> columns = new ArrayList<>();
                    while (rows.next()) {
                        String name = rows.getString(1);
                        if (table.zone() == LakeZone.PROCESSED || !LakeSql.isOwn(name)) {
                            columns.add(new LakeColumn(name, rows.getString(2)));
                        }
                    }
                    return columns;
                },
                schema,
                table.name());
    }

    @Override
    public Set<LakeTable> tables() {
        Set<LakeTable> there = new HashSet<>();
        columns(schemas.keySet())
                .forEach(
                        (table, columns) -> {
                            if (!columns.isEmpty()) {
                                there.add(table);
                            }
                        });
        return there;
    }

    @Override
    public void changes(long after, long to, Consumer<LakeChange> taker) {
        attempt(
                () ->
                        within(
                                "read committed",
                                () ->
                                        stream(
                                                LakeSql.CHANGES,
                                                rows -> {
                                                    while (rows.next()) {
                                                        taker.accept(change(rows));
                                                    }
                                                    return null;
                                                },
                                                sourceId,
                                                after,
                                                to)));
    }

    private static LakeChange change(ResultSet rows) throws SQLException {
        long key = rows.getLong(6);
        Long rowKey = rows.wasNull() ? null : Long.valueOf(key);
        return new LakeChange(
                new LakeTable(LakeZone.of(rows.getString(3)), rows.getString(4)),
                rows.getLong(1),
                rows.getLong(2),
                rows.getBoolean(5),
                rowKey,
                LakeJson.row(rows.getString(7)),
                instant(rows, 8));
    }

    @Override
    public long snapshot(Set<LakeTable> tables, long after, Consumer<LakeChange> taker) {
        return attempt(() -> within("repeatable read", () -> held(tables, after, taker)));
    }

    private long held(Set<LakeTable> tables, long after, Consumer<LakeChange> taker)
            throws SQLException {
        Instant[] now = {Instant.EPOCH};
        long version =
                stream(
                        LakeSql.VERSION,
                        rows -> {
                            boolean applied = rows.next();
                            now[0] = applied ? instant(rows, 2) : Instant.now();
                            return applied ? rows.getLong(1) : 0;
                        },
                        sourceId);
        long[] place = {0};
        for (LakeTable table : tables) {
            boolean ingested = table.zone() == LakeZone.INGESTION;
            String schema = schemas.get(table);
            String sql =
                    ingested
                            ? LakeSql.heldRows(schema, table.name())
                            : LakeSql.madeRows(schema, table.name());
            Object[] parameters =
                    ingested
                            ? new Object[] {sourceId, sourceId, table.name(), after, after}
                            : new Object[] {sourceId, table.name(), after, after};
            stream(
                    sql,
                    rows -> {
                        while (rows.next()) {
                            place[0]++;
                            taker.accept(
                                    new LakeChange(
                                            table,
                                            version,
                                            place[0],
                                            true,
                                            ingested ? rows.getLong(1) : null,
                                            LakeJson.row(rows.getString(ingested ? 2 : 1)),
                                            now[0]));
                        }
                        return null;
                    },
                    parameters);
        }
        return version;
    }

    @Override
    public void archived(long version) {
        attempt(
                () -> {
                    try (PreparedStatement statement =
                            connection.prepareStatement(LakeSql.ARCHIVED)) {
                        statement.setInt(1, sourceId);
                        statement.setLong(2, version);
                        return statement.executeUpdate();
                    }
                });
    }

    private <T> T query(String sql, Reading<T> reading, Object... parameters) {
        return attempt(() -> stream(sql, reading, parameters));
    }

    private <T> T stream(String sql, Reading<T> reading, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(LakeLimits.ROWS_FETCHED);
            for (int index = 0; index < parameters.length; index++) {
                statement.setObject(index + 1, parameters[index]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return reading.read(rows);
            }
        }
    }

    /** Within a transaction that only reads: in one, rows are fetched as they are taken. */
    private <T> T within(String isolation, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            try (PreparedStatement begin =
                    connection.prepareStatement(
                            "set transaction isolation level " + isolation + " read only")) {
                begin.execute();
            }
            return work.run();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private <T> T attempt(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw new LakeJournalException(
                    "the warehouse does not give the lake its changes: %s"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private static Instant instant(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }
}

package io.freshet.lake.journal;

import io.freshet.configuration.WarehouseConfig;
import io.freshet.lake.settings.LakeLimits;
import io.freshet.runtime.postgres.DatabaseAccess;
import io.freshet.warehouse.layout.LakeSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A connection to the warehouse, and which sources it archives. For one thread, which it blocks.
 */
public final class LakeSession implements AutoCloseable {

    /**
     * A source that is journalled.
     *
     * @param id its id in the warehouse
     * @param name its name
     * @param pipeline its pipeline
     */
    public record Source(int id, String name, String pipeline) {}

    private final Connection connection;
    private final Set<Integer> locked = new TreeSet<>();

    private LakeSession(Connection connection) {
        this.connection = connection;
    }

    /**
     * Connects.
     *
     * @throws LakeJournalException where the warehouse does not answer
     */
    public static LakeSession open(WarehouseConfig warehouse) {
        DatabaseAccess access = DatabaseAccess.of(warehouse);
        PGSimpleDataSource connections = new PGSimpleDataSource();
        connections.setUrl(access.jdbcUrl());
        connections.setUser(access.username());
        connections.setPassword(access.jdbcPassword());
        connections.setConnectTimeout((int) LakeLimits.WAREHOUSE_CONNECT.toSeconds());
        connections.setLoginTimeout((int) LakeLimits.WAREHOUSE_CONNECT.toSeconds());
        connections.setSocketTimeout((int) LakeLimits.WAREHOUSE_ANSWER.toSeconds());
        connections.setTcpKeepAlive(true);
        connections.setApplicationName("freshet lake");
        try {
            return new LakeSession(connections.getConnection());
        } catch (SQLException e) {
            throw new LakeJournalException(
                    "the warehouse %s does not answer: %s"
                            .formatted(warehouse.url(), e.getMessage()),
                    e);
        }
    }

    /** The connection; commits each statement. */
    public Connection connection() {
        return connection;
    }

    /** The sources that are journalled. */
    public List<Source> sources() {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LakeSql.SOURCES)) {
            List<Source> sources = new ArrayList<>();
            while (rows.next()) {
                sources.add(new Source(rows.getInt(1), rows.getString(2), rows.getString(3)));
            }
            return sources;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** A source of that name, whether it is journalled or not; empty where there is none. */
    public Optional<Source> source(String name) {
        try (PreparedStatement statement = connection.prepareStatement(LakeSql.SOURCE)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Source(rows.getInt(1), name, rows.getString(2)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** What tells this warehouse from others. */
    public String installation() {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LakeSql.INSTALLATION)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Whether nobody else archives a source, nor will until this is closed. */
    public boolean holds(Source source) {
        if (locked.contains(source.id())) {
            return true;
        }
        try (PreparedStatement statement = connection.prepareStatement(LakeSql.LOCK)) {
            statement.setInt(1, source.id());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                boolean held = rows.getBoolean(1);
                if (held) {
                    locked.add(source.id());
                }
                return held;
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** How long the oldest change has waited that is not in the lake; zero where none is. */
    public Duration lag(Source source, long position) {
        try (PreparedStatement statement = connection.prepareStatement(LakeSql.OLDEST)) {
            statement.setInt(1, source.id());
            statement.setLong(2, position);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Duration.ZERO;
                }
                Instant oldest = rows.getObject(1, OffsetDateTime.class).toInstant();
                Instant now = rows.getObject(2, OffsetDateTime.class).toInstant();
                return Duration.between(oldest, now);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static LakeJournalException failure(SQLException e) {
        return new LakeJournalException(
                "the warehouse does not tell what is to be archived: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}

package io.freshet.aggregator.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** The statements of one schema upgrade, over a blocking connection; not for event loops. */
final class SqlScript {

    // The events still under way were read for the old tables: a fence above theirs refuses them.
    // The lease is given a new fence and no owner, so that the poller finds that it lost it, opens
    // the source anew and, with neither marks nor ledger, reads it from the beginning.
    private static final String RAISE_FENCES =
            """
            with raised as (
             update freshet.source_lease l set fence = l.fence + 1, owner = null,
              expires_at = '-infinity'
             from freshet.source s where s.id = l.source_id and s.pipeline = ?
             returning l.source_id, l.fence)
            update freshet.applied a
             set fence = greatest(a.fence, r.fence), sequence = 0, version = a.version + 1
             from raised r where r.source_id = a.source_id""";

    private final Connection connection;

    SqlScript(Connection connection) {
        this.connection = connection;
    }

    void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SchemaException(e);
        }
    }

    /** What each table of a pipeline was made from. */
    Map<String, String> catalogue(String pipeline) {
        Map<String, String> entries = new LinkedHashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select object, definition from freshet.catalogue where pipeline = ?")) {
            query.setString(1, pipeline);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    entries.put(rows.getString(1), rows.getString(2));
                }
            }
        } catch (SQLException e) {
            throw new SchemaException(e);
        }
        return entries;
    }

    void record(String pipeline, String object, String kind, String definition) {
        update(
                "insert into freshet.catalogue (pipeline, object, kind, definition)"
                        + " values (?, ?, ?, ?)",
                pipeline,
                object,
                kind,
                definition);
    }

    /** Takes a table out of the catalogue; tells whether it was in there. */
    boolean unrecord(String pipeline, String object) {
        return update(
                        "delete from freshet.catalogue where pipeline = ? and object = ?",
                        pipeline,
                        object)
                > 0;
    }

    /** Forgets what is known of a table's rows: ledger, quarantine and marks. */
    void forget(String pipeline, String table) {
        for (String what : new String[] {"key_range", "quarantine", "table_mark"}) {
            update(
                    "delete from freshet.%s t using freshet.source s where s.id = t.source_id and s.pipeline = ? and t.table_name = ?"
                            .formatted(what),
                    pipeline,
                    table);
        }
    }

    /** Makes the pollers of a pipeline's sources open them anew. */
    void setBack(String pipeline) {
        update(RAISE_FENCES, pipeline);
    }

    /** Gives the sources of a pipeline a new version, that summaries made now carry. */
    void nextVersion(String pipeline) {
        update(
                "update freshet.applied a set version = a.version + 1 from freshet.source s"
                        + " where s.id = a.source_id and s.pipeline = ?",
                pipeline);
    }

    private int update(String sql, String... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setString(index + 1, parameters[index]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new SchemaException(e);
        }
    }
}

package io.freshet.aggregator.schema;

import io.freshet.warehouse.layout.AppliedSql;
import io.freshet.warehouse.layout.BuildingSql;
import io.freshet.warehouse.layout.BuildingSql.Stage;
import io.freshet.warehouse.layout.CatalogueSql;
import io.freshet.warehouse.layout.FormerSql;
import io.freshet.warehouse.layout.JournalSql;
import io.freshet.warehouse.layout.QuarantineSql;
import io.vertx.core.json.JsonArray;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** The statements of one schema upgrade, over a blocking connection; not for event loops. */
class SqlScript {

    private static final Logger LOG = Logger.getLogger(SchemaUpgrade.class);

    private final Connection connection;

    SqlScript(Connection connection) {
        this.connection = connection;
    }

    /** Tells what is done, for people. */
    void tell(String sentence) {
        LOG.info(sentence);
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
        try (PreparedStatement query = connection.prepareStatement(CatalogueSql.ENTRIES)) {
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

    /** The names of the indexes that were made for joins and charts of a pipeline. */
    List<String> indexes(String pipeline) {
        return names(CatalogueSql.INDEXES, pipeline);
    }

    /** The names of the tables of a pipeline that have an index by version. */
    List<String> indexedByVersion(String pipeline) {
        return names(CatalogueSql.INDEXED_BY_VERSION, pipeline);
    }

    /** The names of the tables of rows that are there and were made for a pipeline. */
    List<String> tablesOfRows(String pipeline) {
        return names(CatalogueSql.TABLES_OF_ROWS, pipeline);
    }

    private List<String> names(String sql, String... parameters) {
        List<String> names = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                query.setString(index + 1, parameters[index]);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new SchemaException(e);
        }
        return names;
    }

    /** Which revision of its definition a pipeline's tables were made by; empty for none. */
    OptionalLong revision(String pipeline) {
        try (PreparedStatement query = connection.prepareStatement(CatalogueSql.REVISION)) {
            query.setString(1, pipeline);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        } catch (SQLException e) {
            throw new SchemaException(e);
        }
    }

    /** The versions of a pipeline's sources that are declared, by their ids. */
    Map<Integer, Long> versions(String pipeline) {
        Map<Integer, Long> versions = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(AppliedSql.OF_PIPELINE)) {
            query.setString(1, pipeline);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    versions.put(rows.getInt(1), rows.getLong(2));
                }
            }
        } catch (SQLException e) {
            throw new SchemaException(e);
        }
        return versions;
    }

    /** Notes by which revision of its definition a pipeline's tables are made. */
    void setRevision(String pipeline, long revision, String definition) {
        update(CatalogueSql.SET_REVISION, pipeline, Long.toString(revision), definition);
    }

    /** The definition that made a pipeline's tables, where it was noted. */
    Optional<String> definition(String pipeline, long revision) {
        return names(FormerSql.DEFINITION, pipeline, Long.toString(revision)).stream()
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Keeps a chart as it is, see {@link FormerSql#KEEP}. */
    void keep(
            String pipeline,
            String chart,
            String definition,
            Collection<String> tables,
            Collection<String> waitsFor,
            boolean readAgain) {
        update(
                FormerSql.KEEP,
                pipeline,
                chart,
                definition,
                json(tables),
                json(waitsFor),
                Boolean.toString(readAgain));
    }

    /** Has a chart wait for something else; tells whether it is kept. */
    boolean waitForOther(
            String pipeline, String chart, boolean readAgain, Collection<String> waitsFor) {
        return update(FormerSql.WAIT, Boolean.toString(readAgain), json(waitsFor), pipeline, chart)
                > 0;
    }

    /** Lets all charts go but these. */
    void keepNoOthers(String pipeline, Collection<String> charts) {
        update(FormerSql.KEEP_NO_OTHERS, pipeline, json(charts));
    }

    /** Lets charts of rows go. */
    void letRowsGo(String pipeline) {
        update(FormerSql.LET_ROWS_GO, pipeline);
    }

    private static String json(Collection<String> texts) {
        return new JsonArray(List.copyOf(texts)).encode();
    }

    void record(String pipeline, String object, String kind, String definition) {
        update(CatalogueSql.ADD, pipeline, object, kind, definition);
    }

    /** Takes a table out of the catalogue; tells whether it was in there. */
    boolean unrecord(String pipeline, String object) {
        return update(CatalogueSql.REMOVE, pipeline, object) > 0;
    }

    /** Whether a table says of itself that it was made by Freshet. */
    boolean isMarked(String pipeline, String object) {
        try (PreparedStatement query = connection.prepareStatement(CatalogueSql.IS_MARKED)) {
            query.setString(1, pipeline);
            query.setString(2, object);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new SchemaException(e);
        }
    }

    /** Forgets what is known of a table's rows: range checksums, quarantine and marks. */
    void forget(String pipeline, String table) {
        for (String statement : CatalogueSql.forget()) {
            update(statement, pipeline, table);
        }
    }

    /** Takes all values of a column out of the quarantine. */
    void release(String pipeline, String table, String column) {
        update(QuarantineSql.RELEASE_COLUMN, pipeline, table, column);
    }

    /** Makes the pollers of a pipeline's sources open them anew. */
    void setBack(String pipeline) {
        update(CatalogueSql.SET_BACK, pipeline);
    }

    /** Gives the sources of a pipeline a new version, that summaries made now carry. */
    void nextVersion(String pipeline) {
        update(CatalogueSql.NEXT_VERSION, pipeline);
    }

    /** Notes that a pipeline is journalled; tells whether it was not before. */
    boolean startJournal(String pipeline) {
        return update(JournalSql.START, pipeline) > 0;
    }

    /** Notes that a pipeline is not journalled. */
    void stopJournal(String pipeline) {
        update(JournalSql.STOP, pipeline);
    }

    /** Whether a table has more rows than that. */
    boolean isLarger(String table, long rows) {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(BuildingSql.isLarger(table, rows))) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new SchemaException(e);
        }
    }

    /** Notes that something is to be made of the rows after the upgrade. */
    void build(String pipeline, String object, Stage stage) {
        update(BuildingSql.ADD, object, Integer.toString(stage.number()), pipeline);
    }

    /** Notes that something is not to be made any more. */
    void stopBuilding(String pipeline, String object) {
        update(BuildingSql.REMOVE, pipeline, object);
    }

    /** The same of all indexes. */
    void stopBuildingIndexes(String pipeline) {
        update(BuildingSql.REMOVE_INDEXES, pipeline);
    }

    /** The tables and indexes that charts need which are shown as they were. */
    List<String> neededByFormerCharts(String pipeline) {
        return names(FormerSql.NEEDED, pipeline);
    }

    /** Whether a summary, index or table is still to be filled. */
    boolean isBuilding(String pipeline, String object) {
        return names(FormerSql.IS_BUILDING, pipeline, object).contains("t");
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

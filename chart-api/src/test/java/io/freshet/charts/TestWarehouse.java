package io.freshet.charts;

import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.rights.WarehouseRights;
import io.freshet.warehouse.WarehouseMigration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Stands for the aggregator: writes rows and their summaries in one transaction and tells of it.
 * Its rows are what the charts must be made of. Not thread-safe.
 */
final class TestWarehouse {

    private static final String TABLES = "/pipeline-tables.sql";

    private final TestDatabase database;
    private final WarehouseRights rights;
    private long keys;

    TestWarehouse(TestDatabase database) {
        this.database = database;
        this.rights = WarehouseRights.of(database);
    }

    /** Takes everything out, tables included. */
    TestWarehouse bare() {
        database.execute(
                "drop schema if exists pisa cascade", "drop schema if exists freshet cascade");
        return this;
    }

    /** Makes it a new warehouse, with all tables and without rows. */
    TestWarehouse fresh() {
        if (text("select to_regclass('pisa.by_country')") == null) {
            // the schemas that it was given may be gone
            rights.give();
            WarehouseMigration.run(rights.owner());
            rights.execute(script());
            rights.give();
        }
        database.execute(
                "begin; truncate freshet.source restart identity cascade;"
                        + " truncate pisa.responses, pisa.by_country, pisa.over_time;"
                        + " update freshet.installation set id = gen_random_uuid(); commit");
        // a source that nobody knows: whoever listens looks at everything
        tell(0, 0);
        return this;
    }

    /** Registers a source; answers its id. */
    int source(String name, String country) {
        return number(
                "insert into freshet.source (name, pipeline, attributes)"
                        + " values ('%s', 'pisa', '{\"country\": \"%s\"}') returning id"
                                .formatted(name, country));
    }

    /**
     * Adds rows to a source, and tells of them.
     *
     * @param rows as SQL: {@code ('FRA', escs, tmins, belong, durecec, row_time), …}
     */
    void submit(int source, String rows) {
        tell(source, submitSilently(source, rows));
    }

    /** The same without telling anybody; answers the version. */
    long submitSilently(int source, String rows) {
        keys += 1_000_000;
        return change(
                source,
                ("insert into pisa.responses"
                                + " select %d, %d + row_number() over (), 0, row_time::timestamptz,"
                                + " cnt, escs::numeric, tmins::numeric, belong::numeric,"
                                + " durecec::numeric from (values %s)"
                                + " as r (cnt, escs, tmins, belong, durecec, row_time)")
                        .formatted(source, keys, rows));
    }

    /** Changes a source's rows by a statement, and tells of it. */
    void alter(int source, String sql) {
        tell(source, change(source, sql));
    }

    /** Writes how a source stands, as its poller does about once a second. */
    void stand(int source, long sequence, String asOf, String state, String updatedAt) {
        database.execute(
                ("insert into freshet.source_status"
                                + " (source_id, fence, sequence, as_of, state, updated_at)"
                                + " values (%d, 1, %d, %s, '%s', %s)"
                                + " on conflict (source_id) do update set"
                                + " sequence = excluded.sequence, as_of = excluded.as_of,"
                                + " state = excluded.state, updated_at = excluded.updated_at")
                        .formatted(source, sequence, asOf, state, updatedAt));
        // of this nobody is told in earnest: it is looked at once a second
        tell(0, 0);
    }

    /** Writes when a source was last proven equal to what is held of it, a moment as SQL. */
    void prove(int source, String at) {
        database.execute(
                "update freshet.source_status set audited_at = %s where source_id = %d"
                        .formatted(at, source));
        tell(0, 0);
    }

    /** Says whether the configuration names a source, as pollers do. */
    void declare(int source, boolean declared) {
        database.execute(
                "update freshet.source set declared = %s where id = %d"
                        .formatted(declared, source));
    }

    /** Runs statements as the aggregator. */
    void execute(String... statements) {
        rights.execute(statements);
    }

    /** The first column of the first row of a query's answer. */
    String text(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The same as a number. */
    int number(String sql) {
        return Integer.parseInt(text(sql));
    }

    /** Tells listeners that a source changed, a millisecond ago. */
    void tell(int source, long version) {
        database.execute(
                ("select pg_notify('freshet_applied', json_build_array(json_build_object("
                                + "'source', %d, 'version', %d, 'fence', 1, 'sequence', 1,"
                                + " 'rows', 1, 'since',"
                                + " (extract(epoch from now()) * 1000000)::bigint - 1000))::text)")
                        .formatted(source, version));
    }

    private long change(int source, String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(sql);
            long version;
            try (ResultSet rows =
                    statement.executeQuery("select pisa.summarise(%d)".formatted(source))) {
                rows.next();
                version = rows.getLong(1);
            }
            connection.commit();
            return version;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String script() {
        try (InputStream in = TestWarehouse.class.getResourceAsStream(TABLES)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

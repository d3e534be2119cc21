package io.freshet.benchmarks.changes;

import io.freshet.benchmarks.harness.BenchSource;
import io.freshet.commandline.bench.ChangesOptions;
import io.freshet.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A large table that changes.
 *
 * @param source the source whose table it is
 * @param stored the table's name, also where it is read through a view
 * @param rows how many it had in the beginning, under the keys from 1 on
 * @param bytesPerRow what is read of a row in the mean, without the key
 */
record ChangedTable(BenchSource source, String stored, long rows, double bytesPerRow) {

    private static final String UNDER_A_VIEW = "stored";

    /** Fills a source. */
    static ChangedTable fill(BenchSource source, ChangesOptions options) {
        TestDatabase database = source.database();
        source.fill(options.rows());
        String stored = BenchSource.TABLE;
        if (options.view()) {
            stored = UNDER_A_VIEW;
            database.execute(
                    "alter table %s rename to %s".formatted(BenchSource.TABLE, stored),
                    "create view %s as select * from %s".formatted(BenchSource.TABLE, stored));
        }
        if (options.withoutStatistics()) {
            database.execute("alter database %s set track_counts = off".formatted(database.name()));
        }
        // So that no read of Freshet's has to tidy up after the filling.
        database.execute("vacuum " + stored);
        return new ChangedTable(source, stored, options.rows(), bytes(database, stored));
    }

    private static double bytes(TestDatabase database, String stored) {
        String sql =
                ("select avg(octet_length(concat(%s))) from"
                                + " (select * from %s order by id desc limit 10000) as last")
                        .formatted(BenchSource.COLUMNS, stored);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        } catch (SQLException e) {
            throw new IllegalStateException("asking a source: " + e.getMessage(), e);
        }
    }

    /** Updates one row in the midst so much that its country's mean is another one. */
    void updateOld(int number) {
        long key = 1 + (rows / 2 + number * 7_919L) % rows;
        source.database()
                .execute(
                        "update %s set escs = '%d' where id = %d"
                                .formatted(stored, number * rows * 1_000, key));
    }

    /** Deletes all rows at once. */
    void truncate() {
        source.database().execute("truncate " + stored);
    }
}

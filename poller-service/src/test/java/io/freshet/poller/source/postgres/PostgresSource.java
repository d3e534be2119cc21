package io.freshet.poller.source.postgres;

import io.freshet.configuration.DatabaseUrl;
import io.freshet.configuration.Secret;
import io.freshet.configuration.SourceConfig;
import io.freshet.configuration.SourceConfig.AccessConfig;
import io.freshet.configuration.SourceConfig.SweepConfig;
import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineLibrary;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.table.RangeSum;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestDatabase.Login;
import io.freshet.testkit.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A database as a source, read by a role that may only select. */
public final class PostgresSource implements AutoCloseable {

    private static final PipelineDefinition PIPELINE = PipelineLibrary.load(List.of()).all().get(0);
    private static final long LIMIT_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database;
    private PostgresConnection connection;

    public PostgresSource(TestPostgres server) {
        database = server.createDatabase("poller_source");
        database.reader();
    }

    /** The table as the pipeline that is delivered with Freshet declares it. */
    public TableDefinition table() {
        return PIPELINE.tables().get(0);
    }

    /** The database; what is made in it later the reader may select from. */
    public TestDatabase database() {
        return database;
    }

    /** Makes the table, with more columns behind the declared ones. */
    public void createTable(String... further) {
        database.execute(
                "create table responses (id bigint primary key, cnt text, escs text, tmins text,"
                        + " belong text, durecec text"
                        + (further.length == 0 ? "" : ", " + String.join(", ", further))
                        + ")");
    }

    /** Adds rows with these ids, which tell them apart in {@code escs} too. */
    public void insert(long from, long to) {
        database.execute(
                "insert into responses (id, cnt, escs) select i, 'FRA', (i / 1000.0)::text"
                        + " from generate_series(%d, %d) as i".formatted(from, to));
    }

    SourceConfig config(String url, Login login) {
        return new SourceConfig(
                "fra",
                DatabaseUrl.parse(url),
                login.username(),
                new Secret(login.password()),
                PIPELINE.name(),
                Map.of("country", "FRA"),
                Duration.ofMillis(100),
                SweepConfig.DEFAULT,
                AccessConfig.DEFAULT);
    }

    PostgresConnection open(String url, Login login) {
        return await(PostgresConnection.open(vertx, config(url, login)));
    }

    /** The table as the poller reads it, verified. */
    public SourceTable reader() {
        if (connection == null) {
            connection = open(database.url(), database.reader());
        }
        return await(connection.verify(table()));
    }

    /** Every row of the table. */
    public RowBlock readAll(SourceTable reader) {
        return await(reader.probe(List.of(KeyRange.ALL), 1, 1_000_000)).rows();
    }

    /** Rows and digest of each range that has rows within {@code keys}. */
    public Map<Long, RangeSum> sums(SourceTable reader, KeyRange keys) {
        return await(reader.sumRanges(keys)).byRange();
    }

    /** The first row of an answer, as text. */
    List<String> query(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            List<String> values = new java.util.ArrayList<>();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                values.add(row.getString(column));
            }
            return values;
        }
    }

    /** The outcome; throws what it fails with. */
    public <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
        database.close();
    }
}

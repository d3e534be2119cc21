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
import java.util.ArrayList;
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
    private final SourceMemory memory = new SourceMemory();
    private final List<PostgresConnection> opened = new ArrayList<>();
    private AccessConfig access = AccessConfig.DEFAULT;
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

    /** Adds rows to table answers, of which {@code responses} may be a view. */
    void insertAnswers(long from, long to) {
        database.execute(
                "insert into answers (id, cnt) select i, 'FRA' from generate_series(%d, %d) as i"
                        .formatted(from, to));
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
                access);
    }

    /** What connects to it as the poller does. */
    PostgresConnector connector(Patience patience) {
        return new PostgresConnector(vertx, patience);
    }

    /** How it is read by connections that are opened from now on. */
    void read(AccessConfig as) {
        access = as;
    }

    PostgresConnection open(String url, Login login) {
        return open(url, login, memory);
    }

    PostgresConnection open(String url, Login login, SourceMemory remembered) {
        PostgresConnection fresh =
                await(
                        PostgresConnection.open(
                                vertx, config(url, login), remembered, Patience.STANDARD));
        opened.add(fresh);
        return fresh;
    }

    /** The table as the poller reads it, verified. */
    public SourceTable reader() {
        return reader(table());
    }

    /** A table as the poller reads it, verified. */
    public SourceTable reader(TableDefinition table) {
        return await(connection().verify(table));
    }

    /** The table, read by one who knows nothing of it yet. */
    SourceTable freshReader() {
        return await(open(database.url(), database.reader(), new SourceMemory()).verify(table()));
    }

    /** The connection that tables are read by. */
    PostgresConnection connection() {
        if (connection == null) {
            connection = open(database.url(), database.reader());
        }
        return connection;
    }

    /** Changes a setting of the reader's role in this database. */
    void setForReader(String setting, String value) {
        database.execute(
                "alter role %s in database %s set %s = %s"
                        .formatted(database.reader().username(), database.name(), setting, value));
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
            List<String> values = new ArrayList<>();
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
        opened.forEach(one -> await(one.closed()));
        vertx.close().toCompletionStage().toCompletableFuture().join();
        database.close();
    }
}

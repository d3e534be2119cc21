package io.freshet.charts.warehouse;

import io.freshet.pipeline.ChartDefinition;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.RowList;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.rights.WarehouseRights;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A warehouse with two sources of a pipeline, 1 and 2, and rows that tests write themselves; charts
 * of rows are read from it.
 */
final class RowsWarehouse implements AutoCloseable {

    private final PipelineDefinition pipeline;
    private final TestDatabase database = TestServers.postgres().createDatabase("charts");
    private final WarehouseRights rights;
    private final Vertx vertx = Vertx.vertx();
    private final Map<Integer, Long> versions = new HashMap<>();
    private final PgConnection connection;

    /**
     * @param tables make the pipeline's tables of rows
     */
    RowsWarehouse(PipelineDefinition pipeline, String... tables) {
        this.pipeline = pipeline;
        rights = WarehouseRights.of(database, List.of(pipeline));
        execute(
                "create table freshet.source (id int primary key, pipeline text, declared boolean)",
                "create table freshet.applied (source_id int primary key, version bigint)",
                "insert into freshet.source values (1, '%1$s', true), (2, '%1$s', true), (3, 'other', true)"
                        .formatted(pipeline.name()),
                "insert into freshet.applied values (1, 1), (2, 1)");
        execute(tables);
        for (ChartDefinition chart : pipeline.charts()) {
            chart.shape()
                    .rowList()
                    .ifPresent(
                            list ->
                                    execute(
                                            list.indexes(pipeline)
                                                    .values()
                                                    .toArray(String[]::new)));
        }
        rights.give();
        TestDatabase.Login charts = rights.login("charts");
        connection =
                PgConnection.connect(
                                vertx,
                                PgConnectOptions.fromUri(database.url())
                                        .setUser(charts.username())
                                        .setPassword(charts.password()))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
    }

    RowList list(String chart) {
        return pipeline.charts().stream()
                .filter(known -> known.name().equals(chart))
                .findFirst()
                .flatMap(known -> known.shape().rowList())
                .orElseThrow();
    }

    /** Runs statements as the aggregator. */
    void execute(String... statements) {
        rights.execute(statements);
    }

    /** Changes rows of a source, as the aggregator does. */
    void apply(int source, String statement) {
        execute(
                statement,
                "update freshet.applied set version = version + 1 where source_id = " + source);
    }

    void refresh(boolean everything, WarehouseTable... charts) {
        Scope scope = new Scope(everything, Map.copyOf(versions), List.of(), Instant.EPOCH);
        for (WarehouseTable rows : charts) {
            if (!rows.isDue(everything)) {
                continue;
            }
            RowSet<Row> answer =
                    rows.read(connection, scope).toCompletionStage().toCompletableFuture().join();
            rows.take(answer);
        }
        query("select source_id, version from freshet.applied")
                .forEach(
                        line ->
                                versions.put(
                                        Integer.valueOf(line.split("\\|", -1)[0]),
                                        Long.valueOf(line.split("\\|", -1)[1])));
    }

    /** The rows that a query gives, each with bars between its columns. */
    List<String> query(String sql) {
        try (Connection plain = database.connect();
                Statement statement = plain.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                List<String> line = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    line.add(rows.getString(i));
                }
                lines.add(String.join("|", line.stream().map(String::valueOf).toList()));
            }
            return lines;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        connection.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        database.close();
    }
}

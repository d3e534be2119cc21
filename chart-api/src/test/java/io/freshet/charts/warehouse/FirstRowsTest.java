package io.freshet.charts.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.summary.GroupKey;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineReader;
import io.freshet.pipeline.RowList;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first rows of a table are those that plain SQL says, after whatever happened to them. */
class FirstRowsTest {

    private static final PipelineDefinition SHOP =
            PipelineReader.read(
                    "test",
                    new StringReader(
                            """
                            pipeline: shop
                            tables:
                              orders:
                                key: id
                                columns: {placed: timestamptz, status: text, qty: integer, doc: jsonb, customer: bigint}
                                derive: {twice: qty * 2}
                                where: status <> 'draft'
                              customers: {key: id, columns: {country: text}, where: country <> 'xx'}
                            joins: {orders.customer: customers}
                            charts:
                              latest: {rows: orders, columns: [id, placed, customers.country, twice, status, doc], order: placed desc, limit: 5}
                              fewest: {rows: orders, columns: [status, qty], order: "status, twice desc", limit: 7}
                            """));

    private static final String COUNTED =
            """
            from shop.orders o join freshet.source s on s.id = o.source_id and s.declared and s.pipeline = 'shop'
             left join shop.customers c on c.source_id = o.source_id and c.row_key = o.customer and c.country <> 'xx'
            where o.status <> 'draft'\
            """;

    private final TestDatabase database = TestServers.postgres().createDatabase("charts");
    private final Vertx vertx = Vertx.vertx();
    private final Map<Integer, Long> versions = new HashMap<>();
    private FirstRows latest = rowsOf("latest");
    private FirstRows fewest = rowsOf("fewest");
    private PgConnection connection;

    private static FirstRows rowsOf(String chart) {
        return new FirstRows(SHOP, listOf(chart));
    }

    private static RowList listOf(String chart) {
        return SHOP.charts().stream()
                .filter(known -> known.name().equals(chart))
                .findFirst()
                .flatMap(known -> known.shape().rowList())
                .orElseThrow();
    }

    @BeforeEach
    void open() {
        database.execute(
                "create schema freshet",
                "create schema shop",
                "create table freshet.source (id int primary key, pipeline text, declared boolean)",
                "create table freshet.applied (source_id int primary key, version bigint)",
                "create table shop.orders (source_id int, row_key bigint, placed timestamptz, status text,"
                        + " qty integer, doc jsonb, customer bigint, twice numeric generated always as (qty * 2) stored,"
                        + " row_counts boolean generated always as (status <> 'draft') stored, primary key (source_id, row_key))",
                "create table shop.customers (source_id int, row_key bigint, country text,"
                        + " row_counts boolean generated always as (country <> 'xx') stored, primary key (source_id, row_key))",
                "insert into freshet.source values (1, 'shop', true), (2, 'shop', true), (3, 'other', true)",
                "insert into freshet.applied values (1, 1), (2, 1)",
                listOf("latest").index(SHOP),
                listOf("fewest").index(SHOP));
        connection =
                PgConnection.connect(
                                vertx,
                                PgConnectOptions.fromUri(database.url())
                                        .setUser(database.username())
                                        .setPassword(database.password()))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
    }

    @AfterEach
    void close() {
        connection.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void areWhatPlainSqlSaysThroughAnyHistory(long seed) {
        Random random = new Random(seed);
        refresh(true);
        for (int step = 0; step < 40; step++) {
            int source = 1 + random.nextInt(2);
            database.execute(
                    change(random, source),
                    "update freshet.applied set version = version + 1 where source_id = " + source);
            refresh(random.nextBoolean());

            assertThat(shown(latest))
                    .as("step %d", step)
                    .isEqualTo(
                            query(
                                    "select o.row_key, to_char(placed at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS'), c.country, o.qty * 2, status, doc::text "
                                            + COUNTED
                                            + " order by placed desc nulls last, o.row_key, o.source_id limit 5"));
            assertThat(shown(fewest))
                    .as("step %d", step)
                    .isEqualTo(
                            query(
                                    "select status, qty "
                                            + COUNTED
                                            + " order by status, qty desc nulls last, o.row_key, o.source_id limit 7"));
        }
    }

    private static String change(Random random, int source) {
        int key = 1 + random.nextInt(20);
        return switch (random.nextInt(4)) {
            case 0 ->
                    "delete from shop.orders where source_id = %d and row_key between %d and %d"
                            .formatted(source, key, key + 2);
            case 1 ->
                    "insert into shop.customers values (%d, %d, '%s') on conflict (source_id, row_key) do update set country = excluded.country"
                            .formatted(
                                    source, random.nextInt(3), random.nextBoolean() ? "xx" : "fr");
            default ->
                    """
                    insert into shop.orders values (%d, %d, %s, '%s', %s, '{"a": [1, "x"]}', %d)
                    on conflict (source_id, row_key) do update set (placed, status, qty, customer)
                     = (excluded.placed, excluded.status, excluded.qty, excluded.customer)\
                    """
                            .formatted(
                                    source,
                                    key,
                                    random.nextInt(5) == 0
                                            ? "null"
                                            : "timestamptz '2026-01-01 00:00Z' + interval '%d hours'"
                                                    .formatted(random.nextInt(12)),
                                    List.of("draft", "open", "sent").get(random.nextInt(3)),
                                    random.nextInt(4) == 0 ? "null" : random.nextInt(4),
                                    random.nextInt(3));
        };
    }

    @Test
    void areReadOnlyWhereAnythingOfTheirSourcesMoved() {
        database.execute(order(1, "2026-01-01"));
        refresh(true);
        long before = latest.rows().revision();

        database.execute("insert into freshet.applied values (3, 9)");
        refresh(false);
        refresh(true);
        assertThat(latest.rows().revision()).isEqualTo(before);

        database.execute("update freshet.applied set version = 2 where source_id = 2");
        refresh(false);
        assertThat(latest.rows().revision()).isEqualTo(before + 1);
    }

    @Test
    void followSourcesThatAreDeclaredAndThoseThatAreNoLonger() {
        database.execute(
                order(1, "2026-01-01"),
                order(2, "2026-01-02"),
                "update freshet.source set declared = false where id = 2");
        refresh(true);
        assertThat(latest.rows().rows()).hasSize(1);

        database.execute("update freshet.source set declared = true where id = 2");
        refresh(true);
        assertThat(latest.rows().rows()).hasSize(2);

        database.execute("update freshet.source set declared = false");
        refresh(true);
        assertThat(latest.rows().rows()).isEmpty();
    }

    @Test
    void ofALargeTableNoMoreRowsAreReadThanAreShown() {
        database.execute(
                "insert into shop.orders select 1, i, timestamptz '2026-01-01 00:00Z' + i * interval '1 second',"
                        + " 'open', 1, null, 1 from generate_series(1, 50000) i",
                "analyze");
        String plan =
                String.join(
                        "\n",
                        query(
                                "explain (analyze, costs off, timing off) "
                                        + listOf("latest")
                                                .sql(SHOP)
                                                .read(true)
                                                .replace("$1", "'{}'")
                                                .replace("$2", "'{}'")
                                                .replace("$3", "null")));

        assertThat(plan)
                .contains("Index Scan using " + listOf("latest").indexName(SHOP))
                .doesNotContain("rows=50000");
    }

    private static String order(int source, String day) {
        return "insert into shop.orders values (%d, 1, '%s', 'open', 1, null, 1)"
                .formatted(source, day);
    }

    private void refresh(boolean everything) {
        Scope scope = new Scope(everything, Map.copyOf(versions), List.of(), Instant.EPOCH);
        for (FirstRows rows : List.of(latest, fewest)) {
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

    private static List<String> shown(FirstRows rows) {
        return rows.rows().rows().stream()
                .map(GroupKey::parts)
                .map(parts -> parts.stream().map(String::valueOf).collect(Collectors.joining("|")))
                .toList();
    }

    private List<String> query(String sql) {
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
}

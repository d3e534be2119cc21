package io.freshet.charts.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.summary.GroupKey;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineReader;
import java.io.StringReader;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
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

    private final RowsWarehouse warehouse =
            new RowsWarehouse(
                    SHOP,
                    "create table shop.orders (source_id int, row_key bigint, placed timestamptz, status text,"
                            + " qty integer, doc jsonb, customer bigint, twice numeric generated always as (qty * 2) stored,"
                            + " row_counts boolean generated always as (status <> 'draft') stored, primary key (source_id, row_key))",
                    "create table shop.customers (source_id int, row_key bigint, country text,"
                            + " row_counts boolean generated always as (country <> 'xx') stored, primary key (source_id, row_key))");
    private final FirstRows latest = rowsOf("latest");
    private final FirstRows fewest = rowsOf("fewest");

    private FirstRows rowsOf(String chart) {
        return new FirstRows(SHOP, warehouse.list(chart), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void areWhatPlainSqlSaysThroughAnyHistory(long seed) {
        Random random = new Random(seed);
        refresh(true);
        for (int step = 0; step < 40; step++) {
            int source = 1 + random.nextInt(2);
            warehouse.apply(source, change(random, source));
            refresh(random.nextBoolean());

            assertThat(shown(latest))
                    .as("step %d", step)
                    .isEqualTo(
                            warehouse.query(
                                    "select o.row_key, to_char(placed at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS'), c.country, o.qty * 2, status, doc::text "
                                            + COUNTED
                                            + " order by placed desc nulls last, o.row_key, o.source_id limit 5"));
            assertThat(shown(fewest))
                    .as("step %d", step)
                    .isEqualTo(
                            warehouse.query(
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
        warehouse.execute(order(1, "2026-01-01"));
        refresh(true);
        long before = latest.rows().revision();

        warehouse.execute("insert into freshet.applied values (3, 9)");
        refresh(false);
        refresh(true);
        assertThat(latest.rows().revision()).isEqualTo(before);

        warehouse.execute("update freshet.applied set version = 2 where source_id = 2");
        refresh(false);
        assertThat(latest.rows().revision()).isEqualTo(before + 1);
    }

    @Test
    void followSourcesThatAreDeclaredAndThoseThatAreNoLonger() {
        warehouse.execute(
                order(1, "2026-01-01"),
                order(2, "2026-01-02"),
                "update freshet.source set declared = false where id = 2");
        refresh(true);
        assertThat(latest.rows().rows()).hasSize(1);

        warehouse.execute("update freshet.source set declared = true where id = 2");
        refresh(true);
        assertThat(latest.rows().rows()).hasSize(2);

        warehouse.execute("update freshet.source set declared = false");
        refresh(true);
        assertThat(latest.rows().rows()).isEmpty();
    }

    @Test
    void ofALargeTableNoMoreRowsAreReadThanAreShown() {
        warehouse.execute(
                "insert into shop.orders select 1, i, timestamptz '2026-01-01 00:00Z' + i * interval '1 second',"
                        + " 'open', 1, null, 1 from generate_series(1, 50000) i",
                "analyze");
        String plan =
                String.join(
                        "\n",
                        warehouse.query(
                                "explain (analyze, costs off, timing off) "
                                        + warehouse
                                                .list("latest")
                                                .sql(SHOP)
                                                .read(true)
                                                .replace("$1", "'{}'")
                                                .replace("$2", "'{}'")
                                                .replace("$3", "null")));

        assertThat(plan)
                .contains("Index Scan using " + warehouse.list("latest").indexName(SHOP))
                .doesNotContain("rows=50000");
    }

    private static String order(int source, String day) {
        return "insert into shop.orders values (%d, 1, '%s', 'open', 1, null, 1)"
                .formatted(source, day);
    }

    private void refresh(boolean everything) {
        warehouse.refresh(everything, latest, fewest);
    }

    private static List<String> shown(FirstRows rows) {
        return rows.rows().rows().stream()
                .map(GroupKey::parts)
                .map(parts -> parts.stream().map(String::valueOf).collect(Collectors.joining("|")))
                .toList();
    }
}

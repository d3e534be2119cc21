package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.AnyRows.row;
import static io.freshet.aggregator.apply.ContractedShop.DECLARED;
import static io.freshet.aggregator.apply.ContractedShop.MUCH;
import static io.freshet.aggregator.apply.ContractedShop.NO_DAY;
import static io.freshet.aggregator.apply.ContractedShop.SHOP;
import static io.freshet.aggregator.apply.ContractedShop.assertProven;
import static io.freshet.aggregator.apply.ContractedShop.opened;
import static io.freshet.aggregator.apply.ContractedShop.orders;
import static io.freshet.aggregator.apply.ContractedShop.setAside;
import static io.freshet.aggregator.apply.ContractedShop.shown;
import static io.freshet.aggregator.apply.ContractedShop.summary;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are set aside are held, count nowhere, and come back. */
class RowsAsideTest {

    private long sequence;

    @Test
    void whatIsSetAsideCountsOnceTheDefinitionIsMendedAndItsRowsAreReadAgain() {
        ApplyingWarehouse before = opened(SHOP.formatted("types: set-row-aside"));
        before.apply(
                orders(DECLARED)
                        .read(
                                "s",
                                1,
                                ++sequence,
                                row(1, 5, "2026-01-01", "a"),
                                row(2, 7, NO_DAY, "a")));
        assertThat(shown(before)).containsExactly("1|5");

        String mended = SHOP.formatted("types: set-row-aside").replace("day: date", "day: text");
        try (ApplyingWarehouse warehouse = before.redefined(mended)) {
            assertThat(setAside(warehouse)).isEmpty();
            warehouse.apply(ApplyEvents.opened("s", 2));
            warehouse.apply(
                    orders(DECLARED)
                            .read("s", 2, 1, row(1, 5, "2026-01-01", "a"), row(2, 7, NO_DAY, "a")));

            assertThat(shown(warehouse)).containsExactly("2|12");
            assertThat(setAside(warehouse)).isEmpty();
        }
    }

    @Test
    void rowsThatAreSetAsideAreCountedOnceEachForTheirSourceAndNoMoreOnceTheyAreMended() {
        try (ApplyingWarehouse warehouse = opened(SHOP.formatted("types: set-row-aside"))) {
            warehouse.register("other", "{}");
            AnyRows orders = orders(DECLARED);
            warehouse.apply(
                    orders.read(
                            "s", 1, ++sequence, row(1, MUCH, NO_DAY, "a"), row(2, 1, null, "a")));
            warehouse.rowsAside.look();
            assertThat(counted(warehouse, "s")).isEqualTo(1);
            assertThat(counted(warehouse, "other")).isZero();

            warehouse.apply(orders.read("s", 1, ++sequence, row(1, 1, null, "a")));
            warehouse.rowsAside.look();
            assertThat(counted(warehouse, "s")).isZero();
        }
    }

    private static double counted(ApplyingWarehouse warehouse, String source) {
        return warehouse.registry.get("freshet.rows.aside").tag("source", source).gauge().value();
    }

    @Test
    void aRowThatIsSetAsideIsToStarTablesAsIfItWereGoneAndComesBackAsAVersion() {
        String star =
                """
                pipeline: sales
                tables:
                  orders:
                    key: id
                    contract: {types: set-row-aside}
                    columns: {id: bigint, qty: integer, day: date, customer: text}
                  customers:
                    key: name
                    contract: {types: set-row-aside}
                    columns: {name: text, age: integer}
                joins: {orders.customer: customers}
                warehouse:
                  schema: star
                  tables:
                    dim: {of: customers, key: name, columns: {name: text, age: {type: integer, otherwise: "0"}}}
                    facts:
                      of: orders
                      key: id
                      version: version_id
                      columns: {id: bigint, qty: {type: integer, null: true}, day: {type: date, null: true}}
                """;
        try (ApplyingWarehouse warehouse = opened(star)) {
            AnyRows orders = orders(List.of("id", "qty", "day", "customer"));
            AnyRows customers = new AnyRows("sales", "customers", List.of("name", "age"));
            warehouse.apply(
                    customers.read("s", 1, ++sequence, row(1, "a", 40), row(2, "b", "old")),
                    orders.read(
                            "s",
                            1,
                            ++sequence,
                            row(1, 1, 5, "2026-01-01", "a"),
                            row(2, 2, 7, NO_DAY, "a")));
            assertThat(warehouse.query("select id, qty from star.facts_current order by 1"))
                    .containsExactly("1|5");
            assertThat(warehouse.query("select name, age from star.dim")).containsExactly("a|40");

            warehouse.apply(
                    customers.read("s", 1, ++sequence, row(1, "a", "x"), row(2, "b", 50)),
                    orders.read(
                            "s",
                            1,
                            ++sequence,
                            row(1, 1, 5, NO_DAY, "a"),
                            row(2, 2, 7, "2026-01-02", "a")));
            assertThat(warehouse.query("select id, qty from star.facts_current order by 1"))
                    .containsExactly("2|7");
            assertThat(warehouse.query("select name, age from star.dim")).containsExactly("b|50");

            warehouse.apply(
                    orders.read("s", 1, ++sequence, row(1, 1, 5, "2026-01-01", "a")),
                    orders.read("s", 1, ++sequence, row(1, 1, 6, "2026-01-01", "a")));
            assertThat(warehouse.query("select id, qty from star.facts order by id, version_id"))
                    .as("every version that could be held, and the one that came back")
                    .containsExactly("1|5", "1|5", "1|6", "2|7");
            assertThat(
                            warehouse.query(
                                    "select \"row\" ->> 'row_aside', count(*) from freshet.row_change where zone = 'ingestion' group by 1 order by 1"))
                    .as("the journal, and so the lake, has all that was read")
                    .containsExactly("false|6", "true|4");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatCountsAndWhatIsSetAsideAreTogetherWhatTheSourceHas(long seed) {
        try (ApplyingWarehouse warehouse =
                opened(SHOP.formatted("types: set-row-aside, columns: set-row-aside"))) {
            warehouse.run(
                    "create table src (id int primary key, qty text, day text, further text)");
            AnyRows orders = orders(List.of("qty", "day", "customer", "further"));
            AnyRows customers = new AnyRows("sales", "customers", List.of("name", "country"));
            warehouse.apply(customers.read("s", 1, ++sequence, row(1, "a", "x"), row(2, "b", "y")));
            Random random = new Random(seed);
            for (int step = 0; step < 25; step++) {
                List<Object[]> batch = new ArrayList<>();
                int from = 1 + random.nextInt(20);
                for (int key = from; key < from + 5; key++) {
                    String qty = random.nextInt(4) == 0 ? MUCH : String.valueOf(random.nextInt(9));
                    String day = random.nextInt(4) == 0 ? NO_DAY : "2026-01-01";
                    String further = random.nextInt(4) == 0 ? "{\"c\": \"1\"}" : null;
                    batch.add(row(key, qty, day, key % 2 == 0 ? "a" : "b", further));
                    warehouse.run("delete from src where id = " + key);
                    warehouse.run(
                            "insert into src values (%d, '%s', '%s', %s)"
                                    .formatted(
                                            key,
                                            qty,
                                            day,
                                            further == null ? "null" : "'" + further + "'"));
                }
                warehouse.apply(orders.read("s", 1, ++sequence, batch.toArray(Object[][]::new)));
                if (random.nextInt(3) == 0) {
                    warehouse.run("delete from src where id = " + from);
                    warehouse.apply(orders.gone("s", 1, ++sequence, from));
                }
                String fits =
                        " from src where qty <> '%s' and day <> '%s' and further is null"
                                .formatted(MUCH, NO_DAY);
                assertThat(shown(warehouse))
                        .isEqualTo(
                                warehouse.query(
                                        "select count(*), sum(qty::int)"
                                                + fits
                                                + " having count(*) > 0"));
                assertThat(
                                warehouse.query(
                                        "select g::jsonb ->> 0, rows, qty_sum from sales.%s where rows <> 0"
                                                .formatted(
                                                        summary(warehouse, "orders_by_country_"))))
                        .containsExactlyInAnyOrderElementsOf(
                                warehouse.query(
                                        "select case when id %% 2 = 0 then 'x' else 'y' end, count(*), sum(qty::int)%s group by 1"
                                                .formatted(fits)));
                assertThat(
                                warehouse.query(
                                        "select (select count(*)%s) + (select count(distinct row_key) from freshet.quarantine where row_aside)"
                                                .formatted(fits)))
                        .as("counted and set aside")
                        .isEqualTo(warehouse.query("select count(*) from src"));
            }
            assertProven(
                    warehouse,
                    Integer.parseInt(warehouse.query("select count(*) from src").get(0)));
        }
    }
}

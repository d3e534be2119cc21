package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.freshet.simulator.totesys.Shop;
import io.freshet.simulator.totesys.ShopFault;
import io.freshet.simulator.totesys.ShopSnapshot;
import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.testkit.files.SharedData;
import io.freshet.testkit.oracle.TotesysCharts;
import io.freshet.testkit.oracle.TotesysOracle;
import io.freshet.testkit.oracle.TotesysStars;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./freshet up} over the shop, which begins with its real rows where they are at hand; the
 * oracle is SQL.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("slow")
class TotesysTest {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final long SEED = 20_221_103;
    private static final int MOVES = 160;
    private static final ShopFault[] FAULTS = ShopFault.values();

    @TempDir static Path folder;

    private static Path rates;
    private static Optional<Path> snapshot;
    private static TestDatabase source;
    private static TestDatabase warehouse;
    private static TestBus bus;
    private static Shop shop;
    private static RunningFreshet freshet;
    private static TotesysOracle oracle;
    private static TotesysCharts charts;
    private static TotesysStars stars;

    @BeforeAll
    static void start() throws SQLException, IOException {
        rates = Files.createDirectory(folder.resolve("rates"));
        snapshot = SharedData.totesys();
        source = TestServers.postgres().createDatabase("e2e_totesys");
        warehouse = TestServers.postgres().createDatabase("e2e_warehouse");
        bus = TestServers.broker().createBus("e2e");
        TestDatabase.Login reader = source.reader();
        shop = Shop.open(source::connect, Clock.systemUTC(), SEED, snapshot.map(ShopSnapshot::new));
        if (snapshot.isEmpty()) {
            shop.runUntil(shop.now().plusDays(20));
        }
        freshet =
                RunningFreshet.start(
                        new FreshetFile()
                                .warehouse(warehouse)
                                .broker(TestServers.broker().url())
                                .lake(folder.resolve("lake"))
                                .documents("exchange-rates", rates)
                                .source("totesys", source.url(), reader)
                                .pipeline("totesys"),
                        bus,
                        folder);
        oracle = new TotesysOracle(source, warehouse);
        charts = new TotesysCharts(warehouse, path -> freshet.get(path));
        stars = new TotesysStars(source, warehouse);
    }

    @AfterAll
    static void end() throws SQLException {
        freshet.close();
        shop.close();
        bus.close();
        source.close();
        warehouse.close();
    }

    @Test
    @Order(1)
    void holdsTheRealRowsToTheCent() throws Exception {
        assumeTrue(snapshot.isPresent(), "totesys is not in ../shared/data");

        assertThat(oracle.await(LIMIT)).isEmpty();
        assertThat(
                        warehouse.query(
                                """
                                select concat_ws(' ', (select count(*) from totesys.sales_order),
                                  (select count(*) from totesys.purchase_order),
                                  (select count(*) from totesys."transaction"),
                                  (select count(*) from totesys.payment),
                                  (select count(*) from totesys.design),
                                  (select count(*) from totesys.address),
                                  (select count(*) from totesys.staff),
                                  (select count(*) from totesys.counterparty),
                                  (select count(*) from totesys.currency),
                                  (select count(*) from totesys.payment_type))
                                """))
                .containsExactly("11187 4649 15836 15836 473 30 20 20 3 4");
        assertThat(
                        source.query(
                                """
                                select count(*) from payment p join "transaction" t using (transaction_id)
                                left join sales_order s using (sales_order_id)
                                left join purchase_order b using (purchase_order_id)
                                where payment_amount = coalesce(s.units_sold * s.unit_price,
                                  b.item_quantity * b.item_unit_price)
                                """))
                .containsExactly("15836");
        assertThat(charts.await(LIMIT)).isEmpty();
        assertThat(charts.documented()).hasSize(7).first().isEqualTo(10);
        assertThat(revenueShown()).containsExactlyInAnyOrderElementsOf(revenueOfTheShop());
        assertThat(stars.differences()).isEmpty();
        assertThat(
                        warehouse.query(
                                """
                                select concat_ws(' ', (select count(*) from totesys_warehouse.fact_sales_order),
                                  (select count(*) from totesys_warehouse.fact_purchase_orders),
                                  (select count(*) from totesys_warehouse.fact_payment))
                                """))
                .as("states that were seen")
                .containsExactly("11187 4649 15836");
    }

    @Test
    @Order(2)
    void holdsTheShopsRowsWhateverHappensThere() throws Exception {
        Random random = new Random(SEED);
        for (int move = 0; move < MOVES; move++) {
            makeMove(random, FAULTS[move % FAULTS.length]);
            if (move == MOVES / 2) {
                freshet.kill();
            }
            if (move == MOVES * 3 / 4) {
                freshet.start();
            }
        }
        for (ShopFault fault : FAULTS) {
            shop.mend(fault);
        }
        shop.settle();

        assertThat(oracle.await(LIMIT)).isEmpty();
        assertThat(charts.await(LIMIT)).isEmpty();
        assertThat(revenueShown()).containsExactlyInAnyOrderElementsOf(revenueOfTheShop());
        assertThat(stars.differences()).isEmpty();
    }

    @Test
    @Order(3)
    void amountsAreConvertedAtTheRateOfTheDay() throws Exception {
        String day = source.query("select max(created_at)::date from sales_order").get(0);
        Files.writeString(rates.resolve("broken.json"), "{");
        Files.writeString(
                rates.resolve("one.json"),
                "{\"date\": \"%s\", \"gbp\": {\"usd\": 1.25, \"eur\": 1.125}}".formatted(day));

        new RebuiltTables(warehouse)
                .awaitAnswer(
                        "select count(*) from totesys_warehouse.dim_exchange_rate", "2", LIMIT);
        assertThat(
                        warehouse.query(
                                "select concat_ws('|', day, revenue, without_a_rate) from (%s) r where day = '%s'"
                                        .formatted(charts.documented("-- revenue per day"), day)))
                .isEqualTo(
                        source.query(
                                """
                                select concat_ws('|', o.created_at::date, round(sum(units_sold * unit_price
                                 / case currency_code when 'USD' then 1.25 when 'EUR' then 1.125
                                   when 'GBP' then 1 end), 2), count(*) filter (where
                                   currency_code not in ('USD', 'EUR', 'GBP')))
                                from sales_order o join currency using (currency_id)
                                where o.created_at::date = '%s' and agreed_delivery_date ~ '^[0-9]{4}-'
                                 and agreed_delivery_date <> '2024-02-30' group by o.created_at::date
                                """
                                        .formatted(day)));
        assertThat(warehouse.query("select reason is null from freshet.document order by name"))
                .as("the broken one is set aside")
                .containsExactly("f", "t");
    }

    @Test
    @Order(4)
    void isRebuiltFromTheLakeAloneAndGoesOnFromThere() throws Exception {
        RebuiltTables tables = new RebuiltTables(warehouse);
        tables.awaitArchived(LIMIT);
        freshet.kill();
        tables.keep();
        tables.loseEverything();

        String rebuilt = freshet.command(List.of("lake", "rebuild"));

        assertThat(rebuilt).contains("status 0").contains("fact_payment");
        assertThat(tables.differences()).isEmpty();
        freshet.start();
        assertThat(oracle.await(LIMIT)).isEmpty();
        assertThat(stars.differences()).isEmpty();
        assertThat(tables.differences()).as("no version is added").isEmpty();
        assertThat(freshet.command(List.of("lake", "rebuild"), "--replace"))
                .contains("status 1")
                .contains("end all services first");
    }

    private static void makeMove(Random random, ShopFault fault) throws SQLException {
        LocalDateTime later = shop.now().plusHours(random.nextInt(10));
        shop.runUntil(later);
        switch (random.nextInt(3)) {
            case 0 -> shop.sell();
            case 1 -> shop.buy();
            default -> shop.moveDelivery();
        }
        shop.strike(fault);
        if (random.nextBoolean()) {
            shop.mend(fault);
        }
    }

    /** Currencies with the sums of units times price, such as {@code GBP 12.5}. */
    private static List<String> revenueOfTheShop() {
        return source.query(
                """
                select currency_code || ' ' || trim_scale(sum(units_sold * unit_price))
                from sales_order join currency using (currency_id) group by currency_code
                """);
    }

    private static List<String> revenueShown() {
        List<String> revenue = new ArrayList<>();
        for (Object group : new JsonArray(freshet.get("/charts/totesys/revenue-by-currency"))) {
            JsonObject shown = (JsonObject) group;
            BigDecimal sum = new BigDecimal(shown.getValue("revenue").toString());
            revenue.add(
                    shown.getString("currency") + " " + sum.stripTrailingZeros().toPlainString());
        }
        return revenue;
    }
}

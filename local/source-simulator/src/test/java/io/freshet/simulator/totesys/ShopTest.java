package io.freshet.simulator.totesys;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The simulated shop does what was measured of the real one. */
class ShopTest {

    private static final LocalDateTime MONDAY = LocalDateTime.parse("2026-03-02T00:00:00");
    private static final LocalDateTime FRIDAY_EVENING = LocalDateTime.parse("2026-03-13T20:00:00");
    private static final Clock SATURDAY =
            Clock.fixed(Instant.parse("2026-03-14T10:30:00Z"), ZoneOffset.UTC);

    /** An order with its price, its transaction and its payment. */
    private static final String EVENTS =
            """
            (select sales_order_id, null::int as purchase_order_id, units_sold * unit_price as amount,
               created_at, last_updated, agreed_payment_date from sales_order
             union all
             select null, purchase_order_id, item_quantity * item_unit_price, created_at,
               last_updated, agreed_payment_date from purchase_order) o
            join "transaction" t on t.sales_order_id = o.sales_order_id
              or t.purchase_order_id = o.purchase_order_id
            join payment p using (transaction_id)
            """;

    private TestDatabase database;
    private Shop shop;

    @BeforeEach
    void open() throws SQLException {
        database = TestServers.postgres().createDatabase("simulator_shop");
        shop = Shop.open(database::connect, SATURDAY, 7, Optional.empty());
    }

    @AfterEach
    void close() throws SQLException {
        shop.close();
        database.close();
    }

    @Test
    void beginsWithTheGroupsThatSeldomChange() {
        assertThat(
                        database.query(
                                """
                                select concat_ws(' ', (select count(*) from address),
                                  (select count(distinct city) from address),
                                  (select count(distinct country) from address),
                                  (select count(*) from address where district is null),
                                  (select count(*) from address where address_line_2 is null),
                                  (select count(*) from address where length(postal_code) = 5),
                                  (select count(*) from counterparty),
                                  (select count(distinct legal_address_id) from counterparty),
                                  (select count(*) from staff),
                                  (select string_agg(currency_code, ',' order by currency_id) from currency),
                                  (select string_agg(payment_type_name::text, ',' order by payment_type_id) from payment_type),
                                  (select count(*) from design), (select count(*) from payment))
                                """))
                .containsExactly(
                        "30 30 29 14 20 13 20 14 20 GBP,USD,EUR"
                                + " SALES_RECEIPT,SALES_REFUND,PURCHASE_PAYMENT,PURCHASE_REFUND 10 10");
        assertThat(
                        database.query(
                                "select department_name || ' ' || location from department order by department_id"))
                .containsExactly(
                        "Sales Manchester",
                        "Purchasing Manchester",
                        "Production Leeds",
                        "Dispatch Leds",
                        "Finance Manchester",
                        "Facilities Manchester",
                        "Communications Leeds",
                        "HR Leeds");
    }

    @Test
    void tradesByTheMinuteOnWorkdaysAndPaysInTheMorning() throws SQLException {
        shop.jumpTo(MONDAY);
        shop.runUntil(FRIDAY_EVENING);

        assertThat(number("select count(*) from " + EVENTS)).isBetween(200L, 450L);
        assertThat(number("select count(*) from payment")).isEqualTo(events("true"));
        assertThat(events("o.created_at = t.created_at and o.created_at = p.created_at"))
                .isEqualTo(events("true"));
        assertThat(events("amount = payment_amount and agreed_payment_date = payment_date"))
                .isEqualTo(events("true"));
        assertThat(events("o.last_updated <> o.created_at")).isZero();
        // Since it began: what is due at weekends, or on the day it is ordered, is never paid.
        assertThat(
                        number(
                                """
                                select count(*) from payment where created_at >= '2026-03-02' and paid <>
                                  (extract(isodow from payment_date::date) < 6
                                   and payment_date::date > created_at::date
                                   and payment_date <= '2026-03-13')
                                """))
                .isZero();
        assertThat(number("select count(*) from payment where paid")).isPositive();
        assertThat(
                        number(
                                """
                                select count(*) from payment where paid and
                                  (last_updated::time not between '07:55:09' and '07:55:11'
                                   or last_updated::date <> payment_date::date)
                                """))
                .isZero();
        assertThat(
                        number(
                                """
                                select count(*) from payment where created_at >= '2026-03-02' and
                                  (extract(isodow from created_at) > 5
                                   or created_at::time not between '08:00' and '19:00')
                                """))
                .isZero();
        assertThat(shop.moveDelivery() + shop.moveDelivery() + shop.moveDelivery()).isPositive();
        assertThat(
                        number(
                                        "select count(*) from sales_order where agreed_delivery_date::date > created_at::date + 7")
                                + number(
                                        "select count(*) from purchase_order where agreed_delivery_date::date > created_at::date + 7"))
                .isPositive();
        assertThat(events("o.last_updated <> o.created_at")).isZero();
    }

    @Test
    void isOpenDayAndNightOnceItHasCaughtUpWithTheClock() throws SQLException {
        shop.jumpTo(FRIDAY_EVENING);
        long before = number("select count(*) from payment");

        assertThat(shop.hasCaughtUp()).isTrue();
        for (int i = 0; i < 300; i++) {
            shop.step();
        }

        assertThat(shop.now())
                .isEqualTo(LocalDateTime.ofInstant(SATURDAY.instant(), ZoneOffset.UTC));
        assertThat(number("select count(*) from payment")).isGreaterThan(before);
        assertThat(
                        database.query(
                                "select distinct created_at::date::text from payment where payment_id > 10"))
                .containsExactly("2026-03-14");
    }

    @Test
    void survivesAllFaultsAndGoesOnWhereItWas() throws SQLException {
        shop.jumpTo(FRIDAY_EVENING.minusDays(3));
        shop.runUntil(FRIDAY_EVENING);
        for (int round = 0; round < 4; round++) {
            for (ShopFault fault : ShopFault.values()) {
                shop.strike(fault);
                shop.sell();
            }
            for (ShopFault fault : ShopFault.values()) {
                shop.mend(fault);
            }
        }
        shop.settle();

        assertThat(number("select count(*) from department where location = 'Leds'")).isZero();
        assertThat(number("select count(*) from department where location is null")).isPositive();
        assertThat(number("select count(*) from payment where payment_amount < 0")).isEqualTo(4);
        assertThat(number("select count(*) from sales_order where unit_price = 0")).isPositive();
        assertThat(
                        number(
                                """
                                select count(*) from "transaction"
                                where sales_order_id is null and purchase_order_id is null
                                """))
                .isPositive();
        assertThat(number("select count(*) from currency")).isEqualTo(3 + 4);
        LocalDate day = shop.now().toLocalDate();
        shop.close();

        shop = Shop.open(database::connect, SATURDAY, 7, Optional.empty());
        assertThat(shop.now().toLocalDate()).isEqualTo(day);
        shop.step();
    }

    private long events(String condition) {
        return number("select count(*) from " + EVENTS + " where " + condition);
    }

    private long number(String query) {
        return Long.parseLong(database.query(query).get(0));
    }
}

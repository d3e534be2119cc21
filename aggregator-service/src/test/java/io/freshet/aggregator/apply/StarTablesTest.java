package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.ChangeEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The star tables of totesys follow the rows, whatever other teams fell into. */
class StarTablesTest extends OverABackOffice {

    @Test
    void
            aPaymentThatIsPaidAndUnpaidAgainHasThreeVersionsAlsoWithinOneBatchAndWithLastUpdatedAsItWas() {
        see("insert into src.payment (payment_id) values (10)");
        List<ChangeEvent> batch = new ArrayList<>();
        for (boolean paid : new boolean[] {true, false}) {
            office.write("update src.payment set paid = %s where payment_id = 10".formatted(paid));
            batch.addAll(office.read());
        }
        office.warehouse.apply(batch.toArray(ChangeEvent[]::new));
        // a redelivery
        office.warehouse.apply(batch.toArray(ChangeEvent[]::new));

        assertThat(
                        query(
                                "select paid from w.fact_payment where payment_id = 10 order by payment_record_id"))
                .containsExactly("f", "t", "f");
    }

    @Test
    void nullZeroFalseAndTheEmptyTextAreFourThings() {
        see(
                "insert into src.transaction (transaction_id, transaction_type, sales_order_id, purchase_order_id) values (20, 'SALE', 0, null), (21, 'PURCHASE', null, 0)",
                "insert into src.address values (20, '', null, '', '', '01138', 'Svalbard & Jan Mayen Islands', ' 1 '), (21, 'a', '', null, 'b', '0', 'false', 'null')",
                "insert into src.sales_order (sales_order_id, units_sold, unit_price, agreed_delivery_location_id) values (20, -5, 0, 20), (21, 0, 2.4, 21)");
        see("update src.sales_order set unit_price = 2.40 where sales_order_id = 21");

        assertThat(
                        query(
                                "select sales_order_id, purchase_order_id from w.dim_transaction where transaction_id > 19 order by transaction_id"))
                .containsExactly("0|null", "null|0");
        assertThat(
                        query(
                                "select address_line_1, address_line_2, district, city, country, phone from w.dim_location where location_id in (20, 21) order by location_id"))
                .containsExactly(
                        "|null|||Svalbard & Jan Mayen Islands| 1 ", "a||null|b|false|null");
        assertThat(
                        query(
                                "select units_sold, unit_price from w.fact_sales_order_current where sales_order_id in (20, 21) order by 1"))
                .containsExactly("-5|0.00", "0|2.40");
    }

    @Test
    void apostrophesAndWholeSecondsStayWhatTheyAre() {
        see(
                "insert into src.staff (staff_id, first_name, last_name, department_id, email_address) values (30, 'Aoife', 'O''Hara', 1, 'aoife.o''hara@terrifictotes.com')",
                "insert into src.address values (30, '1', null, null, 'L''Aquila', '1', 'Cote d''Ivoire \\ \"x\" é€', '1')",
                "insert into src.sales_order (sales_order_id, created_at, staff_id, agreed_delivery_location_id) values (30, '2024-03-01 10:00:00', 30, 30)");

        assertThat(
                        query(
                                "select created_date, created_time, last_name, country from w.fact_sales_order_current join w.dim_staff on staff_id = sales_staff_id join w.dim_location on location_id = agreed_delivery_location_id where sales_order_id = 30"))
                .containsExactly("2024-03-01|10:00:00|O'Hara|Cote d'Ivoire \\ \"x\" é€");
    }

    @Test
    void aRenamedDepartmentAndAChangedAddressReachAllThatShowThem() {
        see(
                "insert into src.staff (staff_id, first_name, last_name, department_id, email_address) values (40, 'a', 'b', 4, 'c'), (41, 'a', 'b', 4, 'c')",
                "insert into src.counterparty values (40, 'A, B and C', 1, null, null)");
        see(
                "update src.department set department_name = 'Despatch', location = 'Leeds' where department_id = 4",
                "update src.address set city = 'Leeds', district = null where address_id = 1");

        assertThat(
                        query(
                                "select distinct department_name, location from w.dim_staff where staff_id in (40, 41)"))
                .containsExactly("Despatch|Leeds");
        assertThat(
                        query(
                                "select distinct counterparty_legal_city, counterparty_legal_district from w.dim_counterparty where counterparty_id in (1, 40)"))
                .containsExactly("Leeds|null");

        see(
                "update src.department set location = null where department_id = 4",
                "update src.staff set department_id = 1 where staff_id = 40");

        assertThat(
                        query(
                                "select department_name, location from w.dim_staff where staff_id in (40, 41) order by staff_id"))
                .containsExactly("Sales|Manchester", "Despatch|unknown");
    }

    @Test
    void whatComesBeforeItsParentsIsInferredCountedAndFilledInWhenTheyCome() {
        double before = office.warehouse.count("freshet.star.inferred");
        office.write(
                "insert into src.address values (50, 'late', null, null, 'l', '1', 'c', 'p')",
                "insert into src.department values (50, 'Late', 'Leeds', null)",
                "insert into src.staff (staff_id, first_name, last_name, department_id, email_address) values (50, 'a', 'b', 50, 'c'), (51, 'a', 'b', 77, 'c')",
                "insert into src.sales_order (sales_order_id, staff_id, agreed_delivery_location_id, design_id) values (50, 50, 50, 99)",
                "insert into src.payment (payment_id, transaction_id) values (50, 50)",
                "insert into src.transaction (transaction_id, sales_order_id) values (50, 50)");
        office.publish("payment", "sales_order");

        assertThat(
                        query(
                                "select transaction_type, sales_order_id from w.dim_transaction where transaction_id = 50"))
                .containsExactly("unknown|null");
        assertThat(
                        query(
                                "select table_name, member from freshet.inferred_member where member in ('50', '99') order by 1, 2"))
                .containsExactly(
                        "dim_design|99", "dim_location|50", "dim_staff|50", "dim_transaction|50");
        assertThat(office.warehouse.count("freshet.star.inferred") - before).isEqualTo(4);

        office.publish("staff", "transaction");
        assertThat(
                        query(
                                "select first_name, department_name from w.dim_staff where staff_id in (50, 51) order by staff_id"))
                .containsExactly("a|unknown", "a|unknown");
        office.publish();

        assertThat(
                        query(
                                "select department_name from w.dim_staff where staff_id in (50, 51) order by staff_id"))
                .containsExactly("Late", "unknown");
        assertThat(
                        query(
                                "select table_name, member from freshet.inferred_member where member in ('50', '99')"))
                .containsExactly("dim_design|99");
    }

    @Test
    void changesThatLastUpdatedHidesAreVersionsAndUpdatesThatChangeNothingAreNone() {
        see(
                "insert into src.sales_order (sales_order_id) select 1000 + n from generate_series(1, 500) n");
        see(
                "update src.sales_order set agreed_delivery_date = '2025-05-15' where sales_order_id = 1001",
                "update src.sales_order set units_sold = 1, last_updated = last_updated - interval '1 day' where sales_order_id = 1002",
                "update src.sales_order set units_sold = units_sold where sales_order_id > 1000");
        office.open();
        office.forgetPublished();
        office.publish();

        assertThat(
                        query(
                                "select count(*), count(distinct sales_order_id) from w.fact_sales_order where sales_order_id > 1000"))
                .containsExactly("502|500");
    }

    @Test
    void aDateThatThereIsNotIsSetAsideUntilItIsMendedAndTheTableGoesOn() {
        see(
                "insert into src.sales_order (sales_order_id, agreed_delivery_date) values (60, '2024-02-30'), (61, '2024-02-29'), (62, 'infinity'), (63, '2024-02-01')");
        see("update src.sales_order set agreed_delivery_date = 'soon' where sales_order_id = 63");

        assertThat(
                        query(
                                "select row_key, column_name, reason from freshet.quarantine where table_name = 'fact_sales_order' order by 1"))
                .containsExactly(
                        "60|agreed_delivery_date|no-value",
                        "62|agreed_delivery_date|refused-by-warehouse: it is in no year of the calendar",
                        "63|agreed_delivery_date|no-value");
        assertThat(
                        query(
                                "select sales_order_id, agreed_delivery_date from w.fact_sales_order_current where sales_order_id between 60 and 63 order by 1"))
                .containsExactly("61|2024-02-29", "63|2024-02-01");

        see(
                "update src.sales_order set agreed_delivery_date = '2024-03-01' where sales_order_id in (60, 62, 63)");

        assertThat(
                        query(
                                "select sales_order_id from w.fact_sales_order where sales_order_id between 60 and 63 order by sales_record_id"))
                .containsExactlyInAnyOrder("60", "61", "62", "63", "63");
        assertThat(query("select 1 from freshet.quarantine where table_name = 'fact_sales_order'"))
                .isEmpty();
    }

    @Test
    void theCalendarGrowsByWholeYearsWithWhatIsDue() {
        see(
                "insert into src.purchase_order (purchase_order_id, agreed_delivery_date, agreed_payment_date) values (70, '2026-12-31', '2031-01-01')");

        assertThat(
                        query(
                                "select year, count(*) from w.dim_date where year in (2026, 2027, 2031) group by 1 order by 1"))
                .containsExactly("2026|365", "2031|365");
        assertThat(
                        query(
                                "select day_of_week, day_name, month_name, quarter from w.dim_date where date_id in ('2026-12-31', '2026-11-01') order by date_id"))
                .containsExactly("7|Sunday|November|4", "4|Thursday|December|4");
        assertThat(query("select count(*) from w.fact_purchase_order")).containsExactly("1");
    }

    @Test
    void currenciesThatNobodyKnowsStopNothing() {
        see("insert into src.currency values (80, 'JPY'), (81, 'XXX'), (82, 'gbp'), (83, 'QQQ')");
        see("update src.currency set currency_code = 'USD' where currency_id = 83");

        assertThat(
                        query(
                                "select currency_code, currency_name from w.dim_currency order by currency_id"))
                .containsExactly(
                        "GBP|British Pound",
                        "USD|US Dollar",
                        "EUR|Euro",
                        "JPY|Japanese Yen",
                        "XXX|Unknown Currency",
                        "gbp|gbp",
                        "USD|US Dollar");
    }

    @Test
    void whatIsDeletedIsSaidToBeAndItsHistoryAndWhatThatRefersToStay() {
        see(
                "insert into src.design (design_id, design_name, file_location, file_name) values (90, 'a', 'b', 'c'), (91, 'a', 'b', 'c')",
                "insert into src.sales_order (sales_order_id, design_id) values (90, 90), (91, 1)");
        see(
                "delete from src.sales_order where sales_order_id in (90, 91)",
                "delete from src.design where design_id in (90, 91)");
        see("insert into src.sales_order (sales_order_id, design_id) values (91, 1)");

        assertThat(
                        query(
                                "select sales_order_id, d.deleted_at is not null from w.fact_sales_order left join w.fact_sales_order_deleted d using (sales_record_id) where sales_order_id in (90, 91) order by sales_record_id"))
                .containsExactly("90|t", "91|t", "91|f");
        assertThat(query("select design_id from w.dim_design where design_id in (90, 91)"))
                .containsExactly("90");
    }
}

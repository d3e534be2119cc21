package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.pipeline.StarTable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What all eleven tables of the warehouse of totesys must hold, as plain SQL over the source. */
final class StarOracle {

    private static final String UNKNOWN = "coalesce(%s, 'unknown')";

    /** Text dates of which there is no such day have no place in a history. */
    private static final String IS_DAY = "src.day(%s) is not null";

    private StarOracle() {}

    /** The states of the rows that there are, by key, without the number of the version. */
    static Map<String, String> histories() {
        Map<String, String> queries = new LinkedHashMap<>();
        String moments =
                "created_at::date, created_at::time, last_updated::date, last_updated::time";
        queries.put(
                "fact_sales_order",
                "select sales_order_id, "
                        + moments
                        + ", staff_id, counterparty_id, units_sold, unit_price, currency_id, design_id,"
                        + " agreed_payment_date::text, agreed_delivery_date::text, agreed_delivery_location_id from src.sales_order where "
                        + IS_DAY.formatted("agreed_payment_date")
                        + " and "
                        + IS_DAY.formatted("agreed_delivery_date"));
        queries.put(
                "fact_purchase_orders",
                "select purchase_order_id, "
                        + moments
                        + ", staff_id, counterparty_id, item_code, item_quantity, item_unit_price, currency_id,"
                        + " agreed_delivery_date::text, agreed_payment_date::text, agreed_delivery_location_id from src.purchase_order");
        queries.put(
                "fact_payment",
                "select payment_id, "
                        + moments
                        + ", transaction_id, counterparty_id, payment_amount, currency_id, payment_type_id, paid, payment_date::text from src.payment");
        return queries;
    }

    private static Map<String, String> dimensions() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put(
                "dim_transaction",
                "select transaction_id, transaction_type, sales_order_id, purchase_order_id from src.transaction");
        queries.put(
                "dim_staff",
                "select staff_id, first_name, last_name, %s, %s, email_address from src.staff left join src.department using (department_id)"
                        .formatted(
                                UNKNOWN.formatted("department_name"),
                                UNKNOWN.formatted("location")));
        queries.put(
                "dim_payment_type",
                "select payment_type_id, payment_type_name from src.payment_type");
        queries.put(
                "dim_location",
                "select address_id, address_line_1, address_line_2, district, city, postal_code, country, phone from src.address");
        queries.put(
                "dim_design",
                "select design_id, design_name, file_location, file_name from src.design");
        queries.put(
                "dim_currency",
                "select currency_id, currency_code, case currency_code when 'GBP' then 'British Pound' when 'USD' then 'US Dollar' when 'EUR' then 'Euro' when 'JPY' then 'Japanese Yen' when 'XXX' then 'Unknown Currency' else currency_code end from src.currency");
        queries.put(
                "dim_counterparty",
                "select counterparty_id, counterparty_legal_name, %s, address_line_2, district, %s, %s, %s, %s from src.counterparty left join src.address on address_id = legal_address_id"
                        .formatted(
                                UNKNOWN.formatted("address_line_1"),
                                UNKNOWN.formatted("city"),
                                UNKNOWN.formatted("postal_code"),
                                UNKNOWN.formatted("country"),
                                UNKNOWN.formatted("phone")));
        return queries;
    }

    static final String FUNCTIONS =
            """
            create function src.day(text) returns date language plpgsql as $$
            begin return case when isfinite($1::date) then $1::date end; exception when data_exception then return null; end $$""";

    /** Compares all eleven tables, states that were seen included. */
    static void assertTables(BackOffice office, String when) {
        dimensions()
                .forEach(
                        (table, query) -> {
                            Map<String, String> found =
                                    byKey(office, "select * from totesys_warehouse." + table);
                            Map<String, String> expected = byKey(office, query);
                            assertThat(found)
                                    .as("%s %s", when, table)
                                    .containsAllEntriesOf(expected);
                            found.keySet().removeAll(expected.keySet());
                            assertThat(found.keySet())
                                    .as(
                                            "%s %s: what is not in the source is referred to",
                                            when, table)
                                    .isSubsetOf(referredTo(office, table));
                        });
        for (StarTable.History table : office.histories()) {
            assertThat(rows(office, table.current()))
                    .as("%s %s as it is", when, table.name())
                    .containsExactlyElementsOf(office.current(table));
            assertThat(rows(office, table.name()))
                    .as("%s %s as it was", when, table.name())
                    .containsExactlyElementsOf(office.states(table.name()));
        }
        assertThat(
                        office.query(
                                """
                                select date_id from totesys_warehouse.dim_date where (year, month, day, day_of_week, day_name, month_name, quarter)
                                 is distinct from (extract(year from date_id), extract(month from date_id), extract(day from date_id),
                                 extract(isodow from date_id), to_char(date_id, 'FMDay'), to_char(date_id, 'FMMonth'), extract(quarter from date_id))"""))
                .isEmpty();
        assertThat(
                        office.query(
                                "select year from totesys_warehouse.dim_date group by 1 having count(*) <> make_date(year + 1, 1, 1) - make_date(year, 1, 1)"))
                .as("%s years are whole", when)
                .isEmpty();
        assertJournal(office, when);
    }

    /**
     * The rows of a history or its view in the order of keys and versions, without their number.
     */
    private static List<String> rows(BackOffice office, String table) {
        return office
                .query(
                        "select * from (select * from totesys_warehouse.%s) t order by 1"
                                .formatted(table))
                .stream()
                .map(row -> row.substring(row.indexOf('|') + 1))
                .sorted(Comparator.comparing(row -> row.substring(0, row.indexOf('|'))))
                .toList();
    }

    private static List<String> referredTo(BackOffice office, String table) {
        return office
                .warehouse
                .definition
                .star()
                .orElseThrow()
                .references(office.warehouse.definition.star().orElseThrow().table(table))
                .stream()
                .flatMap(
                        reference ->
                                office
                                        .query(
                                                "select distinct %s from totesys_warehouse.%s"
                                                        .formatted(
                                                                reference.column().name(),
                                                                reference.table().name()))
                                        .stream())
                .collect(Collectors.toList());
    }

    private static Map<String, String> byKey(BackOffice office, String query) {
        Map<String, String> rows = new TreeMap<>();
        office.query(query).forEach(row -> rows.put(row.substring(0, row.indexOf('|')), row));
        return rows;
    }

    /** The journal of star tables, replayed from nothing, makes what they hold. */
    private static void assertJournal(BackOffice office, String when) {
        for (String table :
                office.query(
                        "select table_name from information_schema.tables where table_schema = 'totesys_warehouse' and table_type = 'BASE TABLE'")) {
            assertThat(
                            office.query(
                                    """
                                    with replayed as (select "row" from (select distinct on ("row" -> k.key) c.* from freshet.row_change c
                                      cross join lateral (select a.attname as key from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                                       where i.indrelid = 'totesys_warehouse.%1$s'::regclass and i.indisprimary) k
                                      where c.zone = 'processed' and c.table_name = '%1$s'
                                      order by "row" -> k.key, c.version desc, c.change_id desc) l where present),
                                    held as (select to_jsonb(t) from totesys_warehouse.%1$s t)
                                    (table replayed except table held) union all (table held except table replayed)"""
                                            .formatted(table)))
                    .as("%s journal of %s", when, table)
                    .isEmpty();
        }
    }
}

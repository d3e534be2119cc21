package io.freshet.testkit.oracle;

import io.freshet.testkit.TestDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the star tables of the shop's warehouse must hold, as plain SQL over its database. */
public final class TotesysStars {

    private static final String MOMENTS =
            "created_at::date, created_at::time, last_updated::date, last_updated::time";
    private static final String IS_DAY =
            " where agreed_delivery_date ~ '^\\d{4}-\\d\\d-\\d\\d$' and agreed_delivery_date <> '2024-02-30'";

    private static final Map<String, String> FACTS =
            Map.of(
                    "fact_sales_order",
                    "select sales_order_id, "
                            + MOMENTS
                            + ", staff_id, counterparty_id, units_sold, trim_scale(unit_price), currency_id, design_id,"
                            + " agreed_payment_date, agreed_delivery_date, agreed_delivery_location_id from sales_order"
                            + IS_DAY,
                    "fact_purchase_orders",
                    "select purchase_order_id, "
                            + MOMENTS
                            + ", staff_id, counterparty_id, item_code, item_quantity, trim_scale(item_unit_price), currency_id,"
                            + " agreed_delivery_date, agreed_payment_date, agreed_delivery_location_id from purchase_order",
                    "fact_payment",
                    "select payment_id, "
                            + MOMENTS
                            + ", transaction_id, counterparty_id, trim_scale(payment_amount), currency_id, payment_type_id,"
                            + " paid, payment_date from payment");

    private static final Map<String, String> DIMENSIONS =
            Map.of(
                    "dim_transaction",
                    "select transaction_id, transaction_type, sales_order_id, purchase_order_id from \"transaction\"",
                    "dim_staff",
                    "select staff_id, first_name, last_name, coalesce(department_name, 'unknown'),"
                            + " coalesce(location, 'unknown'), email_address from staff join department using (department_id)",
                    "dim_payment_type",
                    "select payment_type_id, payment_type_name from payment_type",
                    "dim_location",
                    "select address_id, address_line_1, address_line_2, district, city, postal_code, country, phone from address",
                    "dim_design",
                    "select design_id, design_name, file_location, file_name from design",
                    "dim_counterparty",
                    "select counterparty_id, counterparty_legal_name, address_line_1, address_line_2, district, city,"
                            + " postal_code, country, phone from counterparty join address on address_id = legal_address_id");

    private final TestDatabase source;
    private final TestDatabase warehouse;

    public TotesysStars(TestDatabase source, TestDatabase warehouse) {
        this.source = source;
        this.warehouse = warehouse;
    }

    /** What differs, nothing where all is as it must be; the shop is at rest. */
    public List<String> differences() {
        Tally tally = new Tally();
        compare(tally);
        return tally.differences();
    }

    /** Compares all tables; the shop is at rest. */
    void compare(Tally tally) {
        FACTS.forEach(
                (table, query) ->
                        tally.compareKeyed(
                                table,
                                rows(source, query),
                                rows(warehouse, everyColumnButTheFirst(table + "_current"))));
        DIMENSIONS.forEach(
                (table, query) -> {
                    Map<String, String> wanted = rows(source, query);
                    Map<String, String> held =
                            rows(warehouse, "select * from totesys_warehouse." + table);
                    // What is gone stays for as long as a fact's history refers to it.
                    held.keySet().retainAll(wanted.keySet());
                    tally.compareKeyed(table, wanted, held);
                });
        for (String table : FACTS.keySet()) {
            tally.doubled(
                    "states twice of " + table, warehouse.query(statesThatFollowThemselves(table)));
        }
    }

    /**
     * The columns of a view without the number of the version, which is the first. Zeros at a
     * number's end mean nothing: a lake does not keep them where the type has no scale.
     */
    private String everyColumnButTheFirst(String view) {
        return warehouse
                .query(
                        """
                        select 'select ' || string_agg(case data_type when 'numeric'
                            then format('trim_scale(%%I)', column_name) else quote_ident(column_name) end,
                            ', ' order by ordinal_position)
                          || ' from totesys_warehouse.%1$s'
                        from information_schema.columns
                        where table_schema = 'totesys_warehouse' and table_name = '%1$s' and ordinal_position > 1
                        """
                                .formatted(view))
                .get(0);
    }

    private String statesThatFollowThemselves(String table) {
        List<String> columns =
                warehouse.query(
                        """
                        select column_name from information_schema.columns
                        where table_schema = 'totesys_warehouse' and table_name = '%s'
                        order by ordinal_position limit 2
                        """
                                .formatted(table));
        return """
        select key from (
          select %3$s as key, to_jsonb(f) - '%2$s' as state,
            lag(to_jsonb(f) - '%2$s') over (partition by %3$s order by %2$s) as before
          from totesys_warehouse.%1$s f) as states
        where state = before
        """
                .formatted(table, columns.get(0), columns.get(1));
    }

    /** Rows as texts, by their first column. */
    private static Map<String, String> rows(TestDatabase database, String query) {
        Map<String, String> rows = new TreeMap<>();
        for (String row : database.query("select t::text from (%s) as t".formatted(query))) {
            rows.put(row.substring(1, row.indexOf(',')), row);
        }
        return new LinkedHashMap<>(rows);
    }
}

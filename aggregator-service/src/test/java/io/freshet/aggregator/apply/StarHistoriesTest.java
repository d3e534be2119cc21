package io.freshet.aggregator.apply;

import io.freshet.events.ChangeEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens in the source, all star tables are what plain SQL over it says. */
class StarHistoriesTest {

    private static final int STEPS = Integer.getInteger("freshet.test.star-steps", 60);
    private static final List<String> TABLES =
            List.of(
                    "address",
                    "counterparty",
                    "currency",
                    "department",
                    "staff",
                    "design",
                    "sales_order",
                    "purchase_order",
                    "transaction",
                    "payment");

    private final List<ChangeEvent> underWay = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void areWhatPlainSqlSaysThroughAnyHistory(long seed) throws SQLException {
        Random random = new Random(seed);
        try (BackOffice office = new BackOffice()) {
            for (int step = 1; step <= STEPS; step++) {
                for (int writes = random.nextInt(6); writes > 0; writes--) {
                    office.write(statement(random));
                }
                List<String> order = new ArrayList<>(TABLES);
                Collections.shuffle(order, random);
                int polled = random.nextInt(3) == 0 ? 3 : order.size();
                underWay.addAll(office.read(order.subList(0, polled).toArray(String[]::new)));
                if (random.nextBoolean()) {
                    apply(office);
                    if (random.nextInt(6) == 0) {
                        readAgain(office);
                    }
                }
                if (step % 6 == 0 || step == STEPS) {
                    underWay.addAll(office.read());
                    apply(office);
                    StarOracle.assertTables(office, "seed %d, step %d:".formatted(seed, step));
                }
            }
        }
    }

    private void apply(BackOffice office) {
        if (!underWay.isEmpty()) {
            office.warehouse.apply(underWay.toArray(ChangeEvent[]::new));
            // a redelivery changes nothing
            office.warehouse.apply(underWay.toArray(ChangeEvent[]::new));
            underWay.clear();
        }
    }

    private static void readAgain(BackOffice office) {
        office.open();
        office.forgetPublished();
        office.publish();
    }

    private static String statement(Random random) {
        int key = 1 + random.nextInt(5);
        int other = 1 + random.nextInt(5);
        return switch (random.nextInt(16)) {
            case 0 ->
                    "insert into src.address values (%d, 'a%d', null, null, 'c', '%05d', 'L''A', '1 2') on conflict (address_id) do update set city = 'c%2$d', district = case when %2$d > 2 then '' end"
                            .formatted(key, other, other);
            case 1 ->
                    "insert into src.counterparty values (%d, 'n', %d) on conflict (counterparty_id) do update set legal_address_id = excluded.legal_address_id"
                            .formatted(key, other);
            case 2 ->
                    "insert into src.department values (%d, 'd', 'Leds', 'm') on conflict (department_id) do update set location = %s"
                            .formatted(key, random.nextBoolean() ? "null" : "'Leeds'");
            case 3 ->
                    "insert into src.staff (staff_id, first_name, last_name, department_id, email_address) values (%d, 'f', 'l', %d, 'e') on conflict (staff_id) do update set department_id = %2$d"
                            .formatted(key, other);
            case 4 ->
                    "update src.currency set currency_code = '%s' where currency_id = %d"
                            .formatted(List.of("GBP", "JPY", "XXX", "gbp").get(key % 4), other);
            case 5 ->
                    "insert into src.design (design_id, design_name, file_location, file_name) values (%d, 'd', 'l', 'f') on conflict (design_id) do nothing"
                            .formatted(key);
            case 6, 7 ->
                    "insert into src.sales_order (sales_order_id, staff_id, design_id, agreed_delivery_location_id, counterparty_id) values (%d, %d, %d, %2$d, %3$d) on conflict (sales_order_id) do update set units_sold = %2$d, agreed_delivery_date = '%s'"
                            .formatted(
                                    key,
                                    other,
                                    1 + random.nextInt(5),
                                    random.nextInt(5) == 0
                                            ? "2024-02-30"
                                            : "20%d-12-31".formatted(24 + random.nextInt(3)));
            case 8 ->
                    "insert into src.purchase_order (purchase_order_id, staff_id) values (%d, %d) on conflict (purchase_order_id) do update set item_unit_price = %2$d.5"
                            .formatted(key, other);
            case 9 ->
                    "insert into src.transaction (transaction_id, sales_order_id) values (%d, %d) on conflict (transaction_id) do update set sales_order_id = null, purchase_order_id = 0"
                            .formatted(key, other);
            case 10, 11 ->
                    "insert into src.payment (payment_id, transaction_id) values (%d, %d) on conflict (payment_id) do update set paid = not payment.paid"
                            .formatted(key, other);
            case 12 -> "update src.payment set last_updated = last_updated - interval '1 ms'";
            case 13 ->
                    "delete from src.%s where %1$s_id = %d"
                            .formatted(
                                    List.of("sales_order", "payment", "purchase_order")
                                            .get(key % 3),
                                    other);
            case 14 ->
                    "delete from src.%s where %1$s_id = %d"
                            .formatted(
                                    List.of("design", "department", "transaction", "address")
                                            .get(key % 4),
                                    other);
            default -> "update src.sales_order set units_sold = units_sold";
        };
    }
}

package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.AnyRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What cannot be worked out of a row is missing, and nothing else is. */
class DerivedColumnsTest {

    private final AnyRows orders = OrdersOfAllTypes.rows();
    private long sequence;

    @Test
    void whatCannotBeWorkedOutIsMissingAndQuarantinedWithTheReasonAndNothingElseIs() {
        try (ApplyingWarehouse warehouse =
                OrdersOfAllTypes.opened(
                        """
                            derive: {each: price / qty, number: status::numeric, soon: status::date,
                              twice: each * 2, big: (price * 1000000000000000000)::bigint}
                        charts:
                          all: {values: {n: count, each: sum(orders.each), price: sum(orders.price)}}
                        """)) {
            warehouse.apply(
                    orders.read(
                            "s",
                            1,
                            ++sequence,
                            order(1, 2, "10", "7"),
                            order(2, 0, "5", "now"),
                            order(3, null, "99", "NaN"),
                            order(4, 0, "1", null)));

            assertThat(derived(warehouse))
                    .containsExactly(
                            "1|5.0000000000000000|7|null|10.0000000000000000|null",
                            "2|null|null|null|null|5000000000000000000",
                            "3|null|null|null|null|null",
                            "4|null|null|null|null|1000000000000000000");
            assertThat(quarantine(warehouse))
                    .contains(
                            "2|each|price = 5, qty = 0|refused-by-warehouse: division by zero",
                            "4|each|price = 1, qty = 0|refused-by-warehouse: division by zero",
                            "1|big|price = 10|refused-by-warehouse: bigint out of range")
                    .anySatisfy(line -> assertThat(line).startsWith("2|soon|status = now|"))
                    .anySatisfy(line -> assertThat(line).startsWith("3|number|status = NaN|"))
                    .noneSatisfy(line -> assertThat(line).startsWith("3|each"))
                    .noneSatisfy(line -> assertThat(line).contains("|twice|"));
            assertThat(
                            warehouse.query(
                                    "select rows, each_sum, price_sum from sales.%s"
                                            .formatted(
                                                    warehouse
                                                            .definition
                                                            .summaries()
                                                            .get(0)
                                                            .name())))
                    .containsExactly("4|5.0000000000000000|115");
            assertThat(warehouse.count("freshet.rows.quarantined"))
                    .isEqualTo(quarantine(warehouse).size());

            warehouse.apply(orders.read("s", 1, ++sequence, order(2, 5, "5", "8")));
            warehouse.apply(orders.gone("s", 1, ++sequence, 4));

            assertThat(quarantine(warehouse))
                    .noneSatisfy(line -> assertThat(line).startsWith("4|"))
                    .noneSatisfy(line -> assertThat(line).startsWith("2|each"));
        }
    }

    private static Object[] order(int key, Integer qty, String price, String status) {
        return row(key, qty, price, status, null, null, null, null, null, null, null);
    }

    private static List<String> derived(ApplyingWarehouse warehouse) {
        return warehouse.query(
                "select row_key, each, number, soon, twice, big from sales.orders order by 1");
    }

    private static List<String> quarantine(ApplyingWarehouse warehouse) {
        return warehouse.query(
                "select row_key, column_name, value, reason from freshet.quarantine order by 1, 2");
    }
}

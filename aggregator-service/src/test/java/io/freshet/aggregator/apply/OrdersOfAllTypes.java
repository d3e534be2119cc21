package io.freshet.aggregator.apply;

import java.util.List;

/** A table {@code sales.orders} that has a column of every type, to work things out of. */
final class OrdersOfAllTypes {

    private static final List<String> COLUMNS =
            List.of("qty", "price", "status", "paid", "day", "at", "local", "clock", "doc", "who");

    private static final String TABLES =
            """
            pipeline: sales
            tables:
              orders:
                key: id
                columns: {qty: numeric, price: "numeric(12,2)", status: text, paid: boolean, day: date,
                  at: timestamptz, local: timestamp, clock: time, doc: jsonb, who: uuid}
            """;

    private OrdersOfAllTypes() {}

    /** Its rows as a source {@code s} has them. */
    static AnyRows rows() {
        return new AnyRows("sales", "orders", COLUMNS);
    }

    /**
     * A warehouse that waits for the rows of {@code s}.
     *
     * @param more what the definition says of the table besides, indented by four, and after it
     */
    static ApplyingWarehouse opened(String more) {
        ApplyingWarehouse warehouse = new ApplyingWarehouse(TABLES + more);
        warehouse.register("s", "{}");
        warehouse.apply(ApplyEvents.opened("s", 1));
        return warehouse;
    }
}

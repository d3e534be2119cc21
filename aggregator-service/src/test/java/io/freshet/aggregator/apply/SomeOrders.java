package io.freshet.aggregator.apply;

import io.freshet.aggregator.apply.ApplyEvents.Order;

/** Applies a few rows, for tests of other packages. */
public final class SomeOrders {

    private SomeOrders() {}

    /** Registers a source, opens an epoch of it and applies three rows. */
    public static void apply(ApplyingWarehouse warehouse, String source, long fence) {
        warehouse.register(source, "{\"region\": \"ZZ\"}");
        warehouse.apply(
                ApplyEvents.opened(source, fence),
                ApplyEvents.rows(
                        source,
                        fence,
                        1,
                        Order.of(1, "FR", "1.5"),
                        Order.of(2, "GB", "2"),
                        Order.of(3, "FR", null)));
    }
}

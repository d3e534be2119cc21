package io.freshet.aggregator.schema;

import io.freshet.configuration.FreshetConfig;

/** Makes preparations for tests of other packages. */
public final class PreparedWarehouses {

    private PreparedWarehouses() {}

    /** A preparation of the warehouse that the configuration names. */
    public static WarehousePreparation of(FreshetConfig config) {
        return new WarehousePreparation(config);
    }
}

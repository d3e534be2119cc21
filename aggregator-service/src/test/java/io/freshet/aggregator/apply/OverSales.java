package io.freshet.aggregator.apply;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests over one warehouse of sales, in which each has a source of its own. */
abstract class OverSales {

    static ApplyingWarehouse warehouse;

    SourceInWarehouse applied;
    String source;

    @BeforeAll
    static void open() {
        warehouse = new ApplyingWarehouse(ApplyingWarehouse.SALES);
    }

    @AfterAll
    static void close() {
        warehouse.close();
    }

    @BeforeEach
    void register() {
        applied = SourceInWarehouse.openedIn(warehouse);
        source = applied.name();
    }
}

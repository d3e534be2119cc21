package io.freshet.poller.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.warehouse.layout.RegistrySql;
import io.vertx.sqlclient.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not there yet, while the aggregator makes Freshet's tables, is told from what fails. */
class WarehouseTest {

    private final HeldWarehouse warehouse = new HeldWarehouse();

    @AfterEach
    void close() {
        warehouse.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table freshet.source rename to other",
                "alter table freshet.source rename column name to other",
                "drop schema freshet cascade"
            })
    void isUnfinishedWithoutATableOrColumn(String loss) {
        warehouse.database.execute(loss);

        assertThat(Warehouse.isUnfinished(failure(RegistrySql.SOURCE_NAMES))).isTrue();
    }

    @Test
    void isNotUnfinishedWhereSomethingElseFails() {
        assertThat(Warehouse.isUnfinished(failure("select 1 / 0"))).isFalse();
        assertThat(Warehouse.isUnfinished(new IllegalStateException())).isFalse();
    }

    private Throwable failure(String sql) {
        return HeldWarehouse.await(
                warehouse
                        .asked()
                        .query(sql, Tuple.tuple())
                        .map(rows -> (Throwable) null)
                        .otherwise(failure -> failure));
    }
}

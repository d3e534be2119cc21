package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.ApplyEvents.opened;
import static io.freshet.aggregator.apply.ApplyEvents.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.aggregator.apply.ApplyEvents.Order;
import io.freshet.aggregator.warehouse.WarehouseException;
import io.freshet.testkit.TestPostgres;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.faults.StatementProxy;
import io.freshet.testkit.faults.StatementProxy.Way;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The first statement of proving summaries fails, then the second, and so on: the next pass mends
 * what is damaged all the same, and no transaction is left open. In a build each statement fails in
 * one of the ways; {@code -Dfreshet.test.statement-step=1} takes all ways.
 */
@Tag("slow")
class EveryStatementOfTheProofFailsTest {

    private static final int STEP = Integer.getInteger("freshet.test.statement-step", 3);
    private static final String SUMMARIES =
            "select area, rows, amount_sum from sales.by_area where rows <> 0 order by 1";

    private static StatementProxy proxy;
    private static ApplyingWarehouse warehouse;

    @BeforeAll
    static void open() {
        TestPostgres server = TestServers.postgres();
        proxy = StatementProxy.inFrontOf(server.host(), server.port());
        warehouse = new ApplyingWarehouse(ApplyingWarehouse.SALES, proxy::reroute);
        warehouse.register("fra", "{\"region\": \"ZZ\"}");
        warehouse.apply(
                opened("fra", 1),
                rows("fra", 1, 1, Order.of(1, "FR", "1.5"), Order.of(2, "GB", "2")));
    }

    @AfterAll
    static void close() {
        warehouse.close();
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theNextPassMendsAllTheSame(Way way) {
        List<String> right = warehouse.query(SUMMARIES);
        boolean untouched = false;
        int first = 1 + List.of(Way.values()).indexOf(way) % STEP;
        for (int number = first; !untouched; number += STEP) {
            warehouse.database.execute("update sales.by_area set amount_sum = 7, rows = 3");
            proxy.fail(number, way);
            passOrFail();
            untouched = !proxy.happened();
            proxy.pass();
            await("nothing is left after " + proxy)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> warehouse.transactionsLeftOpen().isEmpty());

            warehouse.proof.pass(Duration.ZERO);

            assertThat(warehouse.query(SUMMARIES)).as("after %s", proxy).isEqualTo(right);
        }
    }

    private static void passOrFail() {
        try {
            warehouse.proof.pass(Duration.ZERO);
        } catch (WarehouseException e) {
            assertThat(proxy.happened()).isTrue();
        }
    }
}

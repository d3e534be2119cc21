package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.aggregator.schema.SummaryBuilding;
import io.freshet.testkit.faults.StatementProxy;
import io.freshet.testkit.faults.StatementProxy.Way;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Summaries that a changed definition needs are filled while rows go on changing. */
class SummaryBuildingTest {

    private static final String ORDERS =
            """
            pipeline: sales
            tables:
              orders: {key: id, columns: {area: text, amount: numeric}}
            charts:
              areas: {by: orders.area, values: {orders: count, amount: sum(orders.amount)}}
            """;
    private static final String MEDIANS =
            ORDERS.replace("amount: sum(orders.amount)", "amount: median(orders.amount)");

    private static final AnyRows ROWS = new AnyRows("sales", "orders", List.of("area", "amount"));
    private static final List<Way> WAYS = List.of(Way.values());
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Also those of a session that was cut off, until the server has ended it. */
    private static final String LOCKS =
            "select 1 from pg_locks where locktype = 'advisory' and database = (select oid from"
                    + " pg_database where datname = current_database())";

    private static final String LEFT = "select object, source_id from freshet.building";

    private StatementProxy way;
    private SummaryBuilding building;
    private ApplyingWarehouse warehouse;
    private long sequence;

    @BeforeEach
    void fill() {
        warehouse = new ApplyingWarehouse(ORDERS);
        way = StatementProxy.inFrontOf(warehouse.database.host(), warehouse.database.port());
        warehouse.register("s", "{}");
        warehouse.register("t", "{}");
        warehouse.apply(ApplyEvents.opened("s", 1), ApplyEvents.opened("t", 1));
        warehouse.apply(
                ROWS.read("s", 1, ++sequence, row(1, "a", "1"), row(2, "a", "2"), row(3, "b", "5")),
                ROWS.read("t", 1, 1, row(1, "a", "7")));
    }

    @AfterEach
    void end() {
        warehouse.close();
        way.close();
    }

    private static Object[] row(long key, String area, String amount) {
        return new Object[] {key, area, amount};
    }

    @Test
    void holdsWhatTheRowsSayAfterItIsFilled() {
        redefine();
        assertThat(warehouse.query(LEFT)).hasSize(4);

        building.pass();

        assertExact();
    }

    @Test
    void addsWhatChangedBeforeAndWhileTheRowsWereSummedUp() {
        redefine();
        warehouse.apply(ROWS.read("s", 1, ++sequence, row(1, "b", "9"), row(4, "c", "1")));
        AtomicInteger meanwhile = new AtomicInteger();
        onSettingAside(
                () -> {
                    warehouse.apply(
                            ROWS.read("s", 1, ++sequence, row(5, "a", "3"), row(2, "d", "2")),
                            ROWS.gone("s", 1, ++sequence, 3));
                    meanwhile.incrementAndGet();
                });

        building.pass();

        assertThat(meanwhile).hasPositiveValue();
        assertExact();
    }

    @Test
    void beginsAnewWhereAllRowsWentWhileTheyWereSummedUp() {
        redefine();
        AtomicInteger times = new AtomicInteger();
        onSettingAside(
                () -> {
                    if (times.incrementAndGet() == 1) {
                        warehouse.apply(ROWS.noneLeft("s", 1, ++sequence));
                    }
                });

        building.pass();

        assertExact();
        assertThat(times).hasValue(5);
        assertThat(warehouse.query("select count(*) from sales.orders")).containsExactly("1");
    }

    @Test
    void leavesAloneWhatTheProofWouldTakeToBeWrong() {
        redefine();

        warehouse.proof.pass(Duration.ZERO);

        assertThat(warehouse.count("freshet.summary.mended")).isZero();
        assertThat(warehouse.query(LEFT)).hasSize(4);
    }

    @Test
    void goesOnWhereAnyStatementFails() {
        int step = Integer.getInteger("freshet.test.statement-step", 17);
        for (int nth = 1; ; nth += step) {
            redefine();
            way.fail(nth, WAYS.get(nth % WAYS.size()));
            try {
                building.pass();
            } catch (RuntimeException e) {
                assertThat(way.happened()).as(e.toString()).isTrue();
            }
            boolean happened = way.happened();
            way.pass();
            warehouse.apply(ROWS.read("s", 1, ++sequence, row(nth, "e", "" + nth)));
            await().atMost(SOON).until(() -> warehouse.query(LOCKS).isEmpty());

            building.pass();

            assertExact();
            warehouse = warehouse.redefined(ORDERS);
            if (!happened) {
                return;
            }
        }
    }

    /** Does something, once for each source and summary, before the rows are summed up. */
    private void onSettingAside(Runnable what) {
        way.fail(
                1,
                Way.LOST,
                text -> {
                    if (text.startsWith("create unlogged table")) {
                        what.run();
                    }
                    return false;
                });
    }

    private void redefine() {
        warehouse = warehouse.redefined(MEDIANS, 0);
        building = warehouse.building(way::reroute);
    }

    private void assertExact() {
        assertThat(warehouse.query(LEFT)).isEmpty();
        assertThat(warehouse.query("select tablename from pg_tables where tablename ~ ' '"))
                .isEmpty();
        warehouse.proof.pass(Duration.ZERO);
        assertThat(warehouse.count("freshet.summary.mended")).isZero();
        assertThat(
                        warehouse.query(
                                "select source_id, g, rows from sales.%s where rows <> 0"
                                        .formatted(warehouse.definition.charts().get(0).summary())))
                .containsExactlyInAnyOrderElementsOf(
                        warehouse.query(
                                "select source_id, '[\"' || area || '\"]', count(*) from sales.orders"
                                        + " group by 1, 2"));
    }
}

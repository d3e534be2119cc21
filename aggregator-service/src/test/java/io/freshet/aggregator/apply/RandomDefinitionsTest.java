package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.apply.StepRunner.WriteMode;
import io.freshet.events.ChangeEvent;
import io.freshet.pipeline.Aggregate;
import io.freshet.pipeline.Breakdown;
import io.freshet.pipeline.ChartShape;
import io.freshet.pipeline.StateColumn;
import io.freshet.pipeline.SummaryDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random definitions over random keys and histories, changes of the definition among them: what
 * each chart is made of is what plain SQL says of the rows.
 */
@Tag("slow")
class RandomDefinitionsTest {

    private static final int CASES = Integer.getInteger("freshet.test.definitions", 20);
    private static final long FIRST = Long.getLong("freshet.test.first-definition", 1);
    private static final int STEPS = 8;

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + CASES);
    }

    /** For one seed after the other, each time as if it were new. */
    private static ApplyingWarehouse warehouse;

    private RandomShop shop;
    private Random random;
    private long sequence;

    @AfterAll
    static void close() {
        warehouse.close();
        warehouse = null;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void holdWhatPlainSqlSays(long seed) {
        random = new Random(seed);
        shop = new RandomShop(random);
        sequence = 0;
        warehouse =
                warehouse == null
                        ? new ApplyingWarehouse(shop.yaml())
                        : warehouse.emptied(shop.yaml());
        warehouse.register("s", "{}");
        warehouse.register("t", "{}");
        warehouse.apply(ApplyEvents.opened("s", 1), ApplyEvents.opened("t", 1));
        // rows of another source under the same keys
        warehouse.apply(
                shop.orders().read("t", 1, 1, rows(shop::order)),
                shop.customers().read("t", 1, 2, rows(shop::customer)));
        for (int step = 1; step <= STEPS; step++) {
            change();
            assertCharts("step %d of%n%s".formatted(step, shop.yaml()));
        }
        warehouse.proof.pass(Duration.ZERO);
        assertThat(warehouse.count("freshet.summary.mended")).as(shop.yaml()).isZero();
        assertThat(warehouse.query("select * from freshet.quarantine")).isEmpty();
    }

    private void change() {
        if (random.nextInt(5) == 0) {
            redefine();
        } else {
            write();
        }
    }

    /** The definition becomes another one; summaries are filled at once, or while rows change. */
    private void redefine() {
        shop = shop.changed();
        boolean atOnce = random.nextBoolean();
        warehouse = warehouse.redefined(shop.yaml(), atOnce ? Long.MAX_VALUE : 0);
        if (!atOnce) {
            write();
            warehouse.building.pass();
        }
    }

    private void write() {
        List<ChangeEvent> batch = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            batch.add(event());
        }
        warehouse.apply(WriteMode.UPSERT, batch.toArray(ChangeEvent[]::new));
    }

    private ChangeEvent event() {
        return switch (random.nextInt(8)) {
            case 0 -> shop.orders().gone("s", 1, ++sequence, homes(shop.orderKeys).toArray());
            case 1 -> shop.customers().gone("s", 1, ++sequence, homes(shop.customerKeys).toArray());
            case 2 ->
                    shop.regions()
                            .gone("s", 1, ++sequence, homes(shop.regionKeys).limit(2).toArray());
            case 3, 4 -> shop.customers().read("s", 1, ++sequence, rows(shop::customer));
            case 5 -> shop.regions().read("s", 1, ++sequence, rows(shop::region));
            default -> shop.orders().read("s", 1, ++sequence, rows(shop::order));
        };
    }

    private LongStream homes(RandomKeys keys) {
        return numbers().mapToLong(keys::home);
    }

    private Object[][] rows(IntFunction<Object[]> row) {
        return numbers().mapToObj(row).toArray(Object[][]::new);
    }

    private IntStream numbers() {
        return random.ints(1 + random.nextInt(RandomKeys.MOST), 0, RandomKeys.MOST).distinct();
    }

    private void assertCharts(String told) {
        for (int i = 0; i < shop.charts.size(); i++) {
            RandomShop.Chart chart = shop.charts.get(i);
            Breakdown parts =
                    ((ChartShape.Values) warehouse.definition.charts().get(i).shape()).parts();
            String name = warehouse.definition.charts().get(i).summary();
            assertSummary(told, warehouse.definition.summary(name), chart.by());
            parts.counted()
                    .forEach(
                            (column, counted) ->
                                    assertSummary(
                                            told,
                                            warehouse.definition.summary(counted),
                                            Stream.concat(chart.by().stream(), Stream.of(column))
                                                    .toList()));
        }
    }

    private void assertSummary(String told, SummaryDefinition summary, List<String> by) {
        String held =
                IntStream.range(0, by.size())
                                .mapToObj(i -> "g::jsonb ->> %d, ".formatted(i))
                                .collect(Collectors.joining())
                        + summary.stateColumns().stream()
                                .map(StateColumn::name)
                                .map("trim_scale(%s)"::formatted)
                                .map(column -> column.replace("trim_scale(rows)", "rows"))
                                .map(
                                        column ->
                                                column.replaceAll(
                                                        "trim_scale\\((.*_count\")\\)", "$1"))
                                .collect(Collectors.joining(", "));
        String group =
                by.stream()
                        .map(column -> "(%s)".formatted(shown(column)))
                        .map(column -> column + ", ")
                        .collect(Collectors.joining());
        String numbers =
                summary.aggregates().stream()
                        .map(this::numbers)
                        .map(sql -> ", " + sql)
                        .collect(Collectors.joining());
        String groups =
                IntStream.rangeClosed(1, by.size() + 1)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(", "));
        assertThat(
                        warehouse.query(
                                "select source_id, %s from sales.%s where rows <> 0"
                                        .formatted(held, summary.name())))
                .as("%s%n%s", told, summary.name())
                .containsExactlyInAnyOrderElementsOf(
                        warehouse.query(
                                "select o.source_id, %scount(*)%s from %s group by %s"
                                        .formatted(group, numbers, shop.rows(), groups)));
    }

    private String shown(String column) {
        String sql = shop.sql(column);
        return column.matches("d|qty|.*credit|.*tax")
                ? "trim_scale(%s)".formatted(sql)
                : sql + "::text";
    }

    private String numbers(Aggregate aggregate) {
        String sql = shop.sql(aggregate.column());
        return switch (aggregate.word()) {
            case "count" -> "count(%s)".formatted(sql);
            case "squares" -> "trim_scale(coalesce(sum(%1$s * %1$s), 0))".formatted(sql);
            default -> "count(%1$s), trim_scale(coalesce(sum(%1$s), 0))".formatted(sql);
        };
    }
}

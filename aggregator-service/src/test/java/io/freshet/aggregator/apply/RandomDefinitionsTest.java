package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random definitions over random histories: each summary is what plain SQL says of the rows. */
class RandomDefinitionsTest {

    private static final int CASES = Integer.getInteger("freshet.test.definitions", 12);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, CASES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void holdWhatPlainSqlSays(long seed) {
        Random random = new Random(seed);
        RandomDefinition definition = new RandomDefinition(random);
        AnyRows orders =
                new AnyRows("sales", "orders", List.of("qty", "price", "status", "paid", "day"));
        try (ApplyingWarehouse warehouse = new ApplyingWarehouse(definition.yaml())) {
            warehouse.register("s", "{}");
            warehouse.apply(ApplyEvents.opened("s", 1));
            String summary = warehouse.definition.summaries().get(0).name();
            for (int step = 1; step <= 6; step++) {
                long from = 1L + random.nextInt(20);
                if (step % 3 == 0) {
                    warehouse.apply(orders.gone("s", 1, step, from, from + 1, from + 2));
                } else {
                    warehouse.apply(orders.read("s", 1, step, rows(definition, from)));
                }
                assertThat(
                                warehouse.query(
                                        "select g::jsonb ->> 0, g::jsonb ->> 1, rows, d_count, trim_scale(d_sum) from sales.%s where rows <> 0"
                                                .formatted(summary)))
                        .as("step %d of%n%s", step, definition.yaml())
                        .containsExactlyInAnyOrderElementsOf(warehouse.query(definition.sql()));
            }
            assertThat(warehouse.query("select * from freshet.quarantine")).isEmpty();
        }
    }

    private static Object[][] rows(RandomDefinition definition, long from) {
        return LongStream.range(from, from + 15).mapToObj(definition::row).toArray(Object[][]::new);
    }
}

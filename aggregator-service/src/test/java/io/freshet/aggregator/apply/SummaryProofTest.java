package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.ApplyEvents.opened;
import static io.freshet.aggregator.apply.ApplyEvents.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.aggregator.apply.ApplyEvents.Order;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** Somebody damages what is derived from the rows held. */
class SummaryProofTest {

    private static final String DERIVED =
            """
            select 'area', area, rows, amount_count, trim_scale(amount_sum), weight_count,
              trim_scale(weight_sum) from sales.by_area where rows <> 0
            union all select 'note', note, rows, amount_count, trim_scale(amount_sum), 0, 0
              from sales.by_note where rows <> 0
            union all select 'time', bucket::text, rows, amount_count, trim_scale(amount_sum), 0, 0
              from sales.over_time where rows <> 0
            union all select 'range', range_number::text, rows, 0, digest, 0, 0
              from freshet.key_range where rows <> 0
            order by 1, 2""";

    private ApplyingWarehouse warehouse;

    @BeforeEach
    void open() {
        warehouse = new ApplyingWarehouse(ApplyingWarehouse.SALES);
        warehouse.register("fra", "{\"region\": \"ZZ\"}");
        warehouse.apply(
                opened("fra", 1),
                rows(
                        "fra",
                        1,
                        1,
                        new Order(1, Long.MAX_VALUE, ApplyEvents.NOON, "FR", "1.50", "3", "a"),
                        new Order(2, Long.MAX_VALUE, ApplyEvents.NOON, "GB", "2", null, "a"),
                        new Order(
                                5_000, 7, ApplyEvents.NOON - 3_600_000_000L, "FR", null, "1", "b"),
                        new Order(
                                -1, 9, io.freshet.events.RowBlock.NO_TIME, "FR", "4", "1", null)));
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    private void pass() {
        warehouse.proof.pass(Duration.ZERO);
    }

    @Test
    @Timeout(20)
    void whereOneThingIsWrongOthersAreComparedAtOnce() throws Exception {
        List<String> right = warehouse.query(DERIVED);
        warehouse.database.execute(
                "update sales.by_area set rows = rows + 1",
                "update sales.by_note set rows = rows + 1",
                "update sales.over_time set rows = rows + 1",
                "update freshet.key_range set digest = digest + 1");

        warehouse.proof.pass(Duration.ofMinutes(1));

        assertThat(warehouse.query(DERIVED)).isEqualTo(right);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update sales.by_area set amount_sum = amount_sum + 0.01 where area = 'FR'",
                "update sales.by_area set weight_count = 0 where area = 'FR'",
                "delete from sales.by_note where note = 'a'",
                "update sales.over_time set rows = rows + 1",
                "delete from sales.over_time",
                "insert into sales.by_area select source_id, 'XX', 1, 1, 1, 1, 1, 0 from freshet.applied",
                "update freshet.key_range set digest = digest + 1 where range_number = 0",
                "delete from freshet.key_range where range_number = 4",
                "insert into freshet.key_range select source_id, 'orders', 99, 3, 3, 0 from freshet.applied"
            })
    void whatIsDamagedIsPutRightAndTold(String damage) throws Exception {
        // Given
        List<String> right = warehouse.query(DERIVED);
        warehouse.database.execute(damage);
        assertThat(warehouse.query(DERIVED)).isNotEqualTo(right);
        try (Connection listener = warehouse.database.connect();
                Statement statement = listener.createStatement()) {
            statement.execute("listen freshet_applied");

            // When
            pass();

            // Then
            assertThat(warehouse.query(DERIVED)).isEqualTo(right);
            assertThat(warehouse.count("freshet.summary.mended")).isPositive();
            assertThat(warehouse.query("select fence, sequence, version from freshet.applied"))
                    .containsExactly("1|1|2");
            assertThat(listener.unwrap(PGConnection.class).getNotifications(5_000)).hasSize(1);
        }
    }

    @Test
    void whatIsPutRightCarriesTheNewVersion() {
        warehouse.database.execute("update sales.by_area set rows = 9 where area = 'GB'");

        pass();

        assertThat(warehouse.query("select area, version from sales.by_area order by 1"))
                .containsExactly("FR|1", "GB|2");
    }

    @Test
    void whatCannotBeToldIsNotPutRight() {
        warehouse.database.execute(
                "update sales.by_area set rows = 9 where area = 'GB'",
                "create function refuse() returns trigger language plpgsql as"
                        + " 'begin raise exception ''not today''; end'",
                "create trigger refused before update on freshet.applied execute function refuse()");

        assertThatThrownBy(this::pass).hasMessageContaining("not today");

        assertThat(warehouse.query("select rows, version from sales.by_area where area = 'GB'"))
                .containsExactly("9|1");
        assertThat(warehouse.count("freshet.summary.mended")).isZero();

        warehouse.database.execute("drop trigger refused on freshet.applied");
        pass();
        assertThat(warehouse.query("select rows, version from sales.by_area where area = 'GB'"))
                .containsExactly("1|2");
    }

    @Test
    void restsAfterEachComparisonThatFindsNothing() {
        Duration rest = Duration.ofMillis(150);
        long began = System.nanoTime();

        warehouse.proof.pass(rest);

        // three summaries and the checksums
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isGreaterThanOrEqualTo(rest.multipliedBy(4));
    }

    @Test
    @Timeout(20)
    void whoIsToStopDoesNotRestToTheEnd() throws InterruptedException {
        AtomicBoolean knows = new AtomicBoolean();
        Thread proving =
                new Thread(
                        () -> {
                            assertThatThrownBy(() -> warehouse.proof.pass(Duration.ofMinutes(5)))
                                    .hasMessage("stopped while proving summaries");
                            knows.set(Thread.interrupted());
                        });
        proving.start();
        while (Arrays.stream(proving.getStackTrace())
                .noneMatch(call -> call.getMethodName().equals("sleep"))) {
            TimeUnit.MILLISECONDS.sleep(10);
        }

        proving.interrupt();
        proving.join();

        assertThat(knows).isTrue();
    }

    @Test
    void nothingIsFoundWhileRowsAreApplied() throws Exception {
        // Given
        AtomicBoolean ended = new AtomicBoolean();
        Thread proving =
                new Thread(
                        () -> {
                            while (!ended.get()) {
                                pass();
                            }
                        });
        proving.start();

        // When
        for (int event = 2; event < 200; event++) {
            warehouse.apply(
                    rows(
                            "fra",
                            1,
                            event,
                            new Order(event % 50, event, ApplyEvents.NOON, "FR", "1", null, "n")));
        }
        ended.set(true);
        proving.join();

        // Then
        assertThat(warehouse.count("freshet.summary.mended")).isZero();
    }
}

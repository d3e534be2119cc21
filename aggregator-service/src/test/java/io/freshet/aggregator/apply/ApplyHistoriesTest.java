package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.apply.ApplyEvents.Order;
import io.freshet.events.ChangeEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

/**
 * After any history of events, with duplicates, redeliveries, gaps and former owners in it, rows,
 * summaries and ledger are what a plain model says, and what plain SQL over the rows says.
 */
@Tag("slow")
class ApplyHistoriesTest {

    private static ApplyingWarehouse warehouse;
    private static int sources;

    @BeforeContainer
    static void open() {
        warehouse = new ApplyingWarehouse(ApplyingWarehouse.SALES);
    }

    @AfterContainer
    static void close() {
        warehouse.close();
    }

    @Provide
    Arbitrary<List<ApplyMove>> histories() {
        return ArbitraryMoves.histories();
    }

    @Property(tries = 75, shrinking = ShrinkingMode.BOUNDED)
    void holdsWhatTheModelSays(@ForAll("histories") List<ApplyMove> moves, @ForAll Random random) {
        // Given
        String name = "p" + ++sources;
        HeldRows model = new HeldRows(warehouse.register(name, "{\"region\": \"ZZ\"}"), "ZZ");
        List<ChangeEvent> events = new ArrayList<>();
        long fence = 1;
        long sequence = 0;
        events.add(ApplyEvents.opened(name, fence));
        model.open(fence);
        for (ApplyMove move : moves) {
            Statistics.collect(move.getClass().getSimpleName());
            if (move instanceof ApplyMove.Open open) {
                fence += open.ahead();
                sequence = 0;
                model.open(fence);
                events.add(ApplyEvents.opened(name, fence));
            } else if (move instanceof ApplyMove.Rows rows) {
                sequence += rows.afterGap() ? 2 : 1;
                model.rows(fence, sequence, rows.orders());
                events.add(ApplyEvents.rows(name, fence, sequence, array(rows.orders())));
            } else if (move instanceof ApplyMove.Range range) {
                List<Order> inside = within(range);
                sequence++;
                model.range(fence, sequence, range.low(), range.high(), range.refilled(), inside);
                events.add(
                        ApplyEvents.range(
                                name,
                                fence,
                                sequence,
                                range.low(),
                                range.high(),
                                range.refilled(),
                                array(inside)));
            } else if (move instanceof ApplyMove.Gone gone) {
                sequence++;
                model.gone(fence, sequence, gone.keys());
                events.add(ApplyEvents.gone(name, fence, sequence, array(gone.keys())));
            } else if (move instanceof ApplyMove.Doubted doubted) {
                sequence++;
                model.doubted(fence, sequence);
                events.add(
                        ApplyEvents.doubted(name, fence, sequence, doubted.low(), doubted.high()));
            } else if (move instanceof ApplyMove.Redeliver again) {
                int from = Math.max(0, events.size() - again.back());
                events.addAll(List.copyOf(events.subList(from, events.size())));
            } else if (move instanceof ApplyMove.Late late && fence > 1) {
                events.add(ApplyEvents.rows(name, fence - 1, 1_000, array(late.orders())));
            } else if (move instanceof ApplyMove.Unopened unopened) {
                events.add(ApplyEvents.rows(name, fence + 10, 1, array(unopened.orders())));
            }
        }

        // When
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(6));
            warehouse.apply(events.subList(from, to).toArray(ChangeEvent[]::new));
            from = to;
        }

        // Then
        int id = warehouse.idOf(name);
        assertThat(warehouse.query(ROWS.formatted(id))).isEqualTo(model.lines());
        assertThat(sorted(summary("by_area", "area", id, "amount", "weight")))
                .isEqualTo(sorted(model.byArea()));
        assertThat(sorted(summary("by_note", "note", id, "amount")))
                .isEqualTo(sorted(model.byNote()));
        assertThat(sorted(summary("over_time", BUCKET, id, "amount")))
                .isEqualTo(sorted(model.overTime()));
        assertThat(warehouse.query(LEDGER_DIFFERENCES.formatted(id))).isEmpty();
        assertThat(sorted(warehouse.query(QUARANTINE.formatted(id))))
                .isEqualTo(sorted(model.quarantined()));
    }

    private static final String BUCKET = "(extract(epoch from bucket) * 1000000)::bigint";

    private static final String ROWS =
            """
            select source_id, row_key, row_digest, (extract(epoch from row_time) * 1000000)::bigint,
             area, amount, weight, note from sales.orders where source_id = %d order by row_key""";

    private static final String LEDGER_DIFFERENCES =
            """
            with held as (
             select row_key >> 10 as range_number, count(*) as rows,
              mod(mod(sum(row_digest) + 9223372036854775808, 18446744073709551616)
               + 18446744073709551616, 18446744073709551616) - 9223372036854775808 as digest
             from sales.orders where source_id = %1$d group by 1)
            select * from held full join (
             select * from freshet.key_range where source_id = %1$d) k using (range_number)
            where coalesce(held.rows, 0) <> coalesce(k.rows, 0)
             or coalesce(held.digest, 0) <> coalesce(k.digest, 0)""";

    private static final String QUARANTINE =
            "select row_key, column_name from freshet.quarantine where source_id = %d";

    private static List<String> summary(String table, String group, int id, String... sums) {
        StringBuilder columns = new StringBuilder();
        for (String sum : sums) {
            columns.append(", %1$s_count, trim_scale(%1$s_sum)".formatted(sum));
        }
        return warehouse.query(
                "select source_id, %s, rows%s from sales.%s where source_id = %d and rows <> 0"
                        .formatted(group, columns, table, id));
    }

    private static List<Order> within(ApplyMove.Range range) {
        return range.orders().stream()
                .filter(order -> range.low() <= order.key() && order.key() <= range.high())
                .toList();
    }

    private static Order[] array(List<Order> orders) {
        return orders.toArray(Order[]::new);
    }

    private static long[] array(Collection<Long> keys) {
        return keys.stream().mapToLong(Long::longValue).toArray();
    }

    private static List<String> sorted(List<String> lines) {
        List<String> sorted = new ArrayList<>(lines);
        Collections.sort(sorted);
        return sorted;
    }
}

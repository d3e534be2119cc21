package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.apply.ApplyEvents.Order;
import io.freshet.events.ChangeEvent;
import io.freshet.events.RowBlock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
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

    /** A move in a history of one source. */
    sealed interface Move {
        /** The owner opens a new epoch. */
        record Open(int ahead) implements Move {}

        /** Rows are published; a lost event before them leaves a gap. */
        record Rows(List<Order> orders, boolean afterGap) implements Move {}

        /** A range is published. */
        record Range(long low, long high, List<Order> orders, boolean refilled) implements Move {}

        /** Rows are gone, and perhaps others that never were. */
        record Gone(List<Long> keys) implements Move {}

        /** The checksums of a range are doubted, with no reason. */
        record Doubted(long low, long high) implements Move {}

        /** Everything from some event on is delivered again. */
        record Redeliver(int back) implements Move {}

        /** A former owner's event arrives late. */
        record Late(List<Order> orders) implements Move {}

        /** An event arrives whose epoch was never opened. */
        record Unopened(List<Order> orders) implements Move {}
    }

    @BeforeContainer
    static void open() {
        warehouse = new ApplyingWarehouse(ApplyingWarehouse.SALES);
    }

    @AfterContainer
    static void close() {
        warehouse.close();
    }

    private static Arbitrary<Long> keys() {
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(8, Arbitraries.longs().between(0, 40)),
                net.jqwik.api.Tuple.of(2, Arbitraries.longs().between(1_000, 5_000)),
                net.jqwik.api.Tuple.of(
                        1,
                        Arbitraries.of(Long.MIN_VALUE, -1L, Long.MAX_VALUE, Long.MAX_VALUE - 1)));
    }

    @Provide
    Arbitrary<Order> orders() {
        Arbitrary<Long> digests =
                Arbitraries.oneOf(
                        Arbitraries.longs().between(0, 3),
                        Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE),
                        Arbitraries.longs());
        Arbitrary<Long> times =
                Arbitraries.oneOf(
                        Arbitraries.just(RowBlock.NO_TIME),
                        Arbitraries.longs()
                                .between(ApplyEvents.NOON - 7_200_000_000L, ApplyEvents.NOON),
                        Arbitraries.of(0L, -1L));
        Arbitrary<String> areas =
                Arbitraries.of("FR", "gb", " it\u00a0", "FRA", "", "NA", "\u0130T", "F R")
                        .injectNull(0.1);
        Arbitrary<String> numbers =
                Arbitraries.of(
                                "1",
                                "-2.50",
                                "0.1",
                                "00.30",
                                "NA",
                                "-",
                                "",
                                " 4 ",
                                "1e400",
                                "NaN",
                                "Infinity",
                                "+1",
                                ".5",
                                "5.",
                                "1,5",
                                "\u0661",
                                "--1",
                                "x'); drop",
                                "-0",
                                "12345678901234567890123456789.000000000000001",
                                "\0")
                        .injectNull(0.1);
        Arbitrary<String> notes =
                Arbitraries.of("a", "b", " b", "it's \"quoted\"", "NA", "", "\ud83d\ude00", "a\0b")
                        .injectNull(0.1);
        // A digest stands for key and values: rows of one digest and key must be of one content.
        return Combinators.combine(keys(), digests, times, areas, numbers, numbers, notes)
                .as(
                        (key, salt, time, area, amount, weight, note) ->
                                new Order(
                                        key,
                                        digest(key, salt, area, amount, weight, note),
                                        time,
                                        area,
                                        amount,
                                        weight,
                                        note));
    }

    private static long digest(
            long key, long salt, String area, String amount, String weight, String note) {
        long content = List.of(key, "" + area, "" + amount, "" + weight, "" + note).hashCode();
        return (content << 32) ^ salt;
    }

    @Provide
    Arbitrary<List<Move>> histories() {
        Arbitrary<List<Order>> some = orders().list().ofMinSize(1).ofMaxSize(12);
        Arbitrary<List<Order>> any = orders().list().ofMaxSize(12);
        Arbitrary<Long> bounds =
                Arbitraries.oneOf(
                        Arbitraries.longs().between(-2, 45),
                        Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, 1_023L, 1_024L));
        Arbitrary<Move> move =
                Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(
                                10,
                                Combinators.combine(some, Arbitraries.of(false, false, false, true))
                                        .as(Move.Rows::new)),
                        net.jqwik.api.Tuple.of(
                                6,
                                Combinators.combine(
                                                bounds, bounds, any, Arbitraries.of(false, true))
                                        .as(
                                                (a, b, rows, refilled) ->
                                                        new Move.Range(
                                                                Math.min(a, b),
                                                                Math.max(a, b),
                                                                rows,
                                                                refilled))),
                        net.jqwik.api.Tuple.of(
                                3, keys().list().ofMinSize(1).ofMaxSize(12).map(Move.Gone::new)),
                        net.jqwik.api.Tuple.of(
                                2,
                                Combinators.combine(bounds, bounds)
                                        .as(
                                                (a, b) ->
                                                        new Move.Doubted(
                                                                Math.min(a, b), Math.max(a, b)))),
                        net.jqwik.api.Tuple.of(
                                2, Arbitraries.integers().between(1, 3).map(Move.Open::new)),
                        net.jqwik.api.Tuple.of(
                                2, Arbitraries.integers().between(1, 9).map(Move.Redeliver::new)),
                        net.jqwik.api.Tuple.of(1, some.map(Move.Late::new)),
                        net.jqwik.api.Tuple.of(1, some.map(Move.Unopened::new)));
        return move.list().ofMinSize(1).ofMaxSize(14);
    }

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    void holdsWhatTheModelSays(@ForAll("histories") List<Move> moves, @ForAll Random random) {
        // Given
        String name = "p" + ++sources;
        HeldRows model = new HeldRows(warehouse.register(name, "{\"region\": \"ZZ\"}"), "ZZ");
        List<ChangeEvent> events = new ArrayList<>();
        long fence = 1;
        long sequence = 0;
        events.add(ApplyEvents.opened(name, fence));
        model.open(fence);
        for (Move move : moves) {
            Statistics.collect(move.getClass().getSimpleName());
            if (move instanceof Move.Open open) {
                fence += open.ahead();
                sequence = 0;
                model.open(fence);
                events.add(ApplyEvents.opened(name, fence));
            } else if (move instanceof Move.Rows rows) {
                sequence += rows.afterGap() ? 2 : 1;
                model.rows(fence, sequence, rows.orders());
                events.add(ApplyEvents.rows(name, fence, sequence, array(rows.orders())));
            } else if (move instanceof Move.Range range) {
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
            } else if (move instanceof Move.Gone gone) {
                sequence++;
                model.gone(fence, sequence, gone.keys());
                events.add(ApplyEvents.gone(name, fence, sequence, array(gone.keys())));
            } else if (move instanceof Move.Doubted doubted) {
                sequence++;
                model.doubted(fence, sequence);
                events.add(
                        ApplyEvents.doubted(name, fence, sequence, doubted.low(), doubted.high()));
            } else if (move instanceof Move.Redeliver again) {
                int from = Math.max(0, events.size() - again.back());
                events.addAll(List.copyOf(events.subList(from, events.size())));
            } else if (move instanceof Move.Late late && fence > 1) {
                events.add(ApplyEvents.rows(name, fence - 1, 1_000, array(late.orders())));
            } else if (move instanceof Move.Unopened unopened) {
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

    private static List<Order> within(Move.Range range) {
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

package io.freshet.aggregator.apply;

import io.freshet.aggregator.apply.ApplyEvents.Order;
import io.freshet.events.RowBlock;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitrary orders, and histories of events about them. */
final class ArbitraryMoves {

    private ArbitraryMoves() {}

    private static Arbitrary<Long> keys() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.longs().between(0, 40)),
                Tuple.of(2, Arbitraries.longs().between(1_000, 5_000)),
                Tuple.of(
                        1,
                        Arbitraries.of(Long.MIN_VALUE, -1L, Long.MAX_VALUE, Long.MAX_VALUE - 1)));
    }

    /** Orders with values of every kind, good and bad. */
    static Arbitrary<Order> orders() {
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

    /** Histories of up to 14 moves. */
    static Arbitrary<List<ApplyMove>> histories() {
        Arbitrary<List<Order>> some = orders().list().ofMinSize(1).ofMaxSize(12);
        Arbitrary<List<Order>> any = orders().list().ofMaxSize(12);
        Arbitrary<Long> bounds =
                Arbitraries.oneOf(
                        Arbitraries.longs().between(-2, 45),
                        Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, 1_023L, 1_024L));
        Arbitrary<ApplyMove> move =
                Arbitraries.frequencyOf(
                        Tuple.of(
                                10,
                                Combinators.combine(some, Arbitraries.of(false, false, false, true))
                                        .as(ApplyMove.Rows::new)),
                        Tuple.of(
                                6,
                                Combinators.combine(
                                                bounds, bounds, any, Arbitraries.of(false, true))
                                        .as(
                                                (a, b, rows, refilled) ->
                                                        new ApplyMove.Range(
                                                                Math.min(a, b),
                                                                Math.max(a, b),
                                                                rows,
                                                                refilled))),
                        Tuple.of(
                                3,
                                keys().list().ofMinSize(1).ofMaxSize(12).map(ApplyMove.Gone::new)),
                        Tuple.of(
                                2,
                                Combinators.combine(bounds, bounds)
                                        .as(
                                                (a, b) ->
                                                        new ApplyMove.Doubted(
                                                                Math.min(a, b), Math.max(a, b)))),
                        Tuple.of(2, Arbitraries.integers().between(1, 3).map(ApplyMove.Open::new)),
                        Tuple.of(
                                2,
                                Arbitraries.integers().between(1, 9).map(ApplyMove.Redeliver::new)),
                        Tuple.of(1, some.map(ApplyMove.Late::new)),
                        Tuple.of(1, some.map(ApplyMove.Unopened::new)));
        return move.list().ofMinSize(1).ofMaxSize(14);
    }
}

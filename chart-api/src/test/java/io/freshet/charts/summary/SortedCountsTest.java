package io.freshet.charts.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Counted values say what a sorted list of the rows' values says. */
class SortedCountsTest {

    private static SortedCounts of(List<Integer> rows) {
        return SortedCounts.NONE.with(changes(rows, 1));
    }

    private static SortedMap<Object, Long> changes(List<Integer> rows, long each) {
        SortedMap<Object, Long> changes = new TreeMap<>(GroupKey.PARTS);
        rows.forEach(row -> changes.merge(BigDecimal.valueOf(row), each, Long::sum));
        return changes;
    }

    private static void assertSame(SortedCounts counts, List<Integer> rows) {
        List<Object> sorted =
                new ArrayList<>(rows.stream().sorted().map(BigDecimal::valueOf).toList());
        List<Object> read = new ArrayList<>();
        for (long place = 0; place < counts.rows(); place++) {
            read.add(counts.at(place));
        }
        assertThat(read).isEqualTo(sorted);
        assertThat(counts.values()).isEqualTo(sorted.stream().distinct().toList());
        assertThat(counts.size()).isEqualTo(counts.values().size());
    }

    @Property(tries = 300)
    void rowsThatComeAndGoAreAddedAndTakenAway(
            @ForAll @Size(max = 40) List<@IntRange(max = 20) Integer> there,
            @ForAll @Size(max = 40) List<@IntRange(max = 20) Integer> coming,
            @ForAll @IntRange(max = 40) int leaving) {
        List<Integer> gone = there.subList(0, Math.min(leaving, there.size()));
        List<Integer> now = new ArrayList<>(there.subList(gone.size(), there.size()));
        now.addAll(coming);
        SortedMap<Object, Long> changes = changes(coming, 1);
        changes(gone, -1).forEach((value, rows) -> changes.merge(value, rows, Long::sum));

        assertSame(of(there).with(changes), now);
    }

    @Property(tries = 300)
    void someTogetherAreAllTheirRows(
            @ForAll @Size(max = 6) List<@Size(max = 20) List<@IntRange(max = 20) Integer>> all) {
        List<Integer> rows = all.stream().flatMap(List::stream).toList();

        assertSame(SortedCounts.together(all.stream().map(SortedCountsTest::of).toList()), rows);
    }

    @Test
    void numbersAreTheSameHoweverManyDecimalsTheyAreWrittenWith() {
        SortedCounts counts =
                SortedCounts.NONE
                        .with(new TreeMap<>(Map.of(new BigDecimal("2.40"), 1L)))
                        .with(new TreeMap<>(Map.of(new BigDecimal("2.4"), 2L)));

        assertThat(counts.size()).isOne();
        assertThat(counts.rows()).isEqualTo(3);
    }

    @Test
    void thereIsNoValueBeforeTheFirstRowOrAfterTheLast() {
        SortedCounts counts = of(List.of(1, 1, 2));

        assertThatThrownBy(() -> counts.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> counts.at(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void whatItWasBeforeStaysAsItWas() {
        SortedCounts before = of(List.of(1, 2, 3));

        before.with(changes(List.of(2), -1));

        assertSame(before, List.of(1, 2, 3));
    }
}

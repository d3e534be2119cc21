package io.freshet.poller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which rows differ, and in which pages they are repaired. */
class RowDifferenceTest {

    @Test
    void tellsNewChangedAndGoneRowsFromThoseThatAreTheSame() {
        RowDifference difference =
                RowDifference.between(
                        Map.of(1L, 10L, 2L, 20L, 3L, 30L),
                        Map.of(1L, 10L, 2L, 21L, 9L, 90L, 8L, 80L));

        assertThat(difference.fresh()).containsExactly(3L);
        assertThat(difference.changed()).containsExactly(2L);
        assertThat(difference.gone()).containsExactly(8L, 9L);
        assertThat(difference.doubted()).isEmpty();
        assertThat(difference.isNone()).isFalse();
    }

    @Test
    void isNoneOnlyWhereNothingDiffers() {
        assertThat(RowDifference.between(Map.of(1L, 10L), Map.of(1L, 10L)).isNone()).isTrue();
        assertThat(RowDifference.between(Map.of(1L, 10L), Map.of()).isNone()).isFalse();
        assertThat(RowDifference.between(Map.of(1L, 10L), Map.of(1L, 11L)).isNone()).isFalse();
        assertThat(RowDifference.between(Map.of(), Map.of(1L, 10L)).isNone()).isFalse();
    }

    @Test
    void keepsWhatDiffersWhereSumsAreDoubted() {
        RowDifference difference =
                RowDifference.between(Map.of(1L, 10L, 2L, 20L), Map.of(2L, 21L, 9L, 90L))
                        .doubting(List.of(5L));

        assertThat(difference)
                .isEqualTo(new RowDifference(List.of(1L), List.of(2L), List.of(9L), List.of(5L)));
    }

    @Test
    void readsNewAndChangedRowsInPages() {
        RowDifference difference =
                new RowDifference(List.of(1L, 2L, 3L), List.of(4L, 5L), List.of(), List.of());

        assertThat(difference.pagesToRead(2))
                .containsExactly(List.of(1L, 2L), List.of(3L, 4L), List.of(5L));
        assertThat(difference.gonePages(2)).isEmpty();
    }

    @Test
    void tellsGoneRowsInPages() {
        List<Long> gone = LongStream.range(0, 4).boxed().toList();
        RowDifference difference = new RowDifference(List.of(), List.of(), gone, List.of());

        assertThat(difference.gonePages(2)).containsExactly(List.of(0L, 1L), List.of(2L, 3L));
        assertThat(difference.pagesToRead(2)).isEmpty();
    }
}

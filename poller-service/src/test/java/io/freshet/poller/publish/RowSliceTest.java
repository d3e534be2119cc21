package io.freshet.poller.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.RowBlock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A slice has of its rows all that the block had. */
class RowSliceTest {

    private static final RowBlock BLOCK =
            new RowBlock(
                    List.of("cnt", "note"),
                    1_234,
                    new long[] {1, 2, 3, 4},
                    new long[] {10, 20, 30, 40},
                    new long[] {100, 200, 300, 400},
                    new String[][] {{"a", "b", "c", "d"}, {null, "x", null, "y"}},
                    true);

    @Test
    void keepsKeysDigestsTimesAndValuesTogether() {
        RowBlock slice = RowSlices.slice(BLOCK, 1, 3);

        assertThat(slice.keys()).containsExactly(2, 3);
        assertThat(slice.digests()).containsExactly(20, 30);
        assertThat(slice.times()).containsExactly(200, 300);
        assertThat(slice.columns()).isEqualTo(BLOCK.columns());
        assertThat(slice.values(0)).containsExactly("b", "c");
        assertThat(slice.values(1)).containsExactly("x", null);
        assertThat(slice.readAt()).isEqualTo(1_234);
        assertThat(slice.ownTimes()).isTrue();
    }

    @Test
    void dividesRowsOfNullsOnlyByTheirNumber() {
        int rows = RowSlices.MOST_ROWS + 1;

        assertThat(RowSlices.of(nulls(rows)))
                .extracting(RowBlock::size)
                .containsExactly(RowSlices.MOST_ROWS, 1);
    }

    @Test
    void countsTheWidthOfAllColumnsTogether() {
        int width = RowSlices.MOST_CHARACTERS / 4;
        String wide = "x".repeat(width);
        String[] column = new String[5];
        Arrays.fill(column, wide);
        RowBlock block =
                new RowBlock(
                        List.of("cnt", "note"),
                        0,
                        new long[] {1, 2, 3, 4, 5},
                        new long[5],
                        new long[5],
                        new String[][] {column, column});

        assertThat(RowSlices.of(block)).extracting(RowBlock::size).containsExactly(2, 2, 1);
    }

    private static RowBlock nulls(int rows) {
        return new RowBlock(
                List.of("cnt"),
                0,
                new long[rows],
                new long[rows],
                new long[rows],
                new String[1][rows]);
    }
}

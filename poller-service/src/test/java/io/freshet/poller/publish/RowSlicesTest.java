package io.freshet.poller.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.RowBlock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RowSlicesTest {

    @Test
    void keepsAFewRowsTogether() {
        RowBlock rows = rows(3, 10);

        assertThat(RowSlices.of(rows)).containsExactly(rows);
    }

    @Test
    void hasNoSliceWithoutRows() {
        assertThat(RowSlices.of(rows(0, 1))).isEmpty();
    }

    @Test
    void dividesByRows() {
        List<RowBlock> slices = RowSlices.of(rows(RowSlices.MOST_ROWS * 2 + 1, 1));

        assertThat(slices)
                .extracting(RowBlock::size)
                .containsExactly(RowSlices.MOST_ROWS, RowSlices.MOST_ROWS, 1);
        assertThat(slices.get(2).keys()).containsExactly(RowSlices.MOST_ROWS * 2L);
    }

    @Test
    void dividesByWidth() {
        List<RowBlock> slices = RowSlices.of(rows(10, RowSlices.MOST_CHARACTERS / 2));

        assertThat(slices).hasSize(5).allSatisfy(slice -> assertThat(slice.size()).isEqualTo(2));
    }

    @Test
    void givesARowThatIsTooWideASliceOfItsOwn() {
        assertThat(RowSlices.of(rows(3, RowSlices.MOST_CHARACTERS * 2))).hasSize(3);
    }

    private static RowBlock rows(int count, int width) {
        String[] values = new String[count];
        Arrays.fill(values, "x".repeat(width));
        return new RowBlock(
                List.of("value"),
                0,
                LongStream.range(0, count).toArray(),
                new long[count],
                new long[count],
                new String[][] {values});
    }
}

package io.freshet.benchmarks.totesys;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.benchmarks.report.Table;
import org.junit.jupiter.api.Test;

/** What a lake comes to in a day, from what it came to in a minute. */
class LakeSizeTest {

    private static final LakeSize MINUTE =
            new LakeSize(16_000, 76, 1_080_000).since(new LakeSize(10_000, 10, 180_000));

    @Test
    void aDayHasAsMuchForEachSecond() {
        assertThat(MINUTE).isEqualTo(new LakeSize(6_000, 66, 900_000));
        assertThat(MINUTE.inADay(60)).isEqualTo(new LakeSize(8_640_000, 95_040, 1_296_000_000));
    }

    @Test
    void aMergedDayHasAnObjectForEachTableAndMoreWhereTheyAreFull() {
        LakeSize merged = new LakeSize(16_000, 22, 480_000);

        assertThat(LakeSize.merged(8_640_000, merged, 11))
                .isEqualTo(new LakeSize(8_640_000, 11, 259_200_000));
        assertThat(LakeSize.merged(864_000_000, merged, 11).objects()).isEqualTo(194);
    }

    @Test
    void nothingIsNoBytesARow() {
        Table table = LakeSize.table();
        new LakeSize(0, 0, 0).addTo(table, "nothing");

        assertThat(table.text()).containsPattern("nothing *\\| *0 *\\| *0 *\\| *0 *\\| *0 *\\|");
    }
}

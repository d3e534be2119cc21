package io.freshet.warehouse.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HomeTest {

    private static final long[] KEYS = {
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1,
        -1025,
        -1024,
        -1,
        0,
        1023,
        1024,
        1L << 52,
        Long.MAX_VALUE
    };

    @ParameterizedTest
    @EnumSource
    void everyKeyLiesInTheRangeOfItsNumberAndInNoOther(Home home) {
        for (long key : KEYS) {
            long number = home.numberOf(key);

            assertThat(key).isBetween(home.lowestKey(number), home.highestKey(number));
            assertThat(home.highestKey(number) - home.lowestKey(number))
                    .isEqualTo(home.width() - 1);
            assertThat(home.numberOf(home.lowestKey(number))).isEqualTo(number);
            assertThat(home.numberOf(home.highestKey(number))).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKeyLiesInOnePartOfItsRange(Home home) {
        assertThat(home.width() % home.partWidth()).isZero();
        for (long key : KEYS) {
            long part = home.partOf(key);

            assertThat(home.rangeOfPart(part)).isEqualTo(home.numberOf(key));
            assertThat(part * home.partWidth()).isLessThanOrEqualTo(key);
            assertThat(part * home.partWidth() + (home.partWidth() - 1))
                    .isGreaterThanOrEqualTo(key);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rangesAreInTheOrderOfTheirKeys(Home home) {
        assertThat(LongStream.of(KEYS).map(home::numberOf).boxed().toList()).isSorted();
    }
}

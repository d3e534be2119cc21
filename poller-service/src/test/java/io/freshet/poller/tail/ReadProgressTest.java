package io.freshet.poller.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How far a first read has come, in words. */
class ReadProgressTest {

    private static String sentence(double share, OptionalLong rows) {
        return ReadProgress.sentence("orders", share, rows);
    }

    @Test
    void saysWhichPartOfHowManyRowsIsRead() {
        assertThat(sentence(0.409, OptionalLong.of(1_000_000)))
                .isEqualTo("orders: reading, 40 % of about 1,000,000 rows");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        assertThat(sentence(0.4, OptionalLong.empty())).isEqualTo("orders: reading, 40 %");
        assertThat(sentence(Double.NaN, OptionalLong.of(12)))
                .isEqualTo("orders: reading about 12 rows");
        assertThat(sentence(Double.NaN, OptionalLong.empty())).isEqualTo("orders: reading");
    }

    @Test
    void neverSaysThatAllIsReadAsAnEstimateMayBeWrong() {
        assertThat(sentence(1, OptionalLong.empty())).isEqualTo("orders: reading, 99 %");
    }

    @Test
    void theShareIsThatOfTheKeysFromTheFirst() {
        assertThat(ReadProgress.share(1_000, 1_400, 2_000)).isEqualTo(0.4);
        assertThat(ReadProgress.share(1, 5, 4)).isEqualTo(1);
        assertThat(ReadProgress.share(7, 7, 7)).isNaN();
    }
}

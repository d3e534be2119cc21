package io.freshet.poller.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.KeyRange;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyGapsTest {

    private static final KeyRange EVERYTHING = KeyRange.ALL;

    @Test
    void startsWithAllKeysInOneGap() {
        KeyGaps gaps = KeyGaps.everything(0);

        assertThat(gaps.takeDue(0, 10)).containsExactly(EVERYTHING);
        assertThat(gaps.highWaterMark()).isEqualTo(Long.MIN_VALUE);
        assertThat(gaps.pending()).isZero();
    }

    @Test
    void watchesAKeyThatWasSkipped() {
        KeyGaps gaps = KeyGaps.everything(0);

        gaps.settle(List.of(EVERYTHING), new long[] {1, 2, 4, 7}, 0);

        assertThat(gaps.highWaterMark()).isEqualTo(7);
        assertThat(gaps.pending()).isEqualTo(2);
        assertThat(gaps.takeDue(0, 10))
                .contains(new KeyRange(3, 3), new KeyRange(5, 6), new KeyRange(8, Long.MAX_VALUE));
    }

    @Test
    void probesYoungGapsAtEveryPollAndOldOnesEveryFewSeconds() {
        KeyGaps gaps = KeyGaps.everything(0);
        gaps.settle(List.of(EVERYTHING), new long[] {1, 3}, 0);
        KeyRange skipped = new KeyRange(2, 2);

        for (long now = 0; now < KeyGaps.YOUNG_MILLIS; now += 100) {
            assertThat(poll(gaps, now)).as("at %d ms", now).contains(skipped);
        }
        poll(gaps, KeyGaps.SETTLING_MILLIS + 10_000);
        assertThat(poll(gaps, KeyGaps.SETTLING_MILLIS + 10_100)).doesNotContain(skipped);
        assertThat(poll(gaps, KeyGaps.SETTLING_MILLIS + 10_000 + KeyGaps.OLD_PROBE_MILLIS))
                .contains(skipped);
    }

    @Test
    void alwaysProbesTheOpenEnd() {
        KeyGaps gaps = KeyGaps.everything(0);
        gaps.settle(List.of(EVERYTHING), LongStream.range(0, 900).map(i -> i * 2).toArray(), 0);

        assertThat(gaps.takeDue(0, 1)).containsExactly(new KeyRange(1_799, Long.MAX_VALUE));
    }

    @Test
    void givesUpTheLowestGapsWhenThereAreTooMany() {
        KeyGaps gaps = KeyGaps.everything(0);
        long rows = KeyGaps.MOST + 500L;

        gaps.settle(List.of(EVERYTHING), LongStream.range(0, rows).map(i -> i * 2).toArray(), 0);

        assertThat(gaps.ranges()).hasSize(KeyGaps.MOST);
        assertThat(gaps.givenUp()).isEqualTo(501);
        assertThat(gaps.contains(1)).isFalse();
        assertThat(gaps.contains(-1)).isTrue();
        assertThat(gaps.contains(rows * 2 - 3)).isTrue();
    }

    @Test
    void lowersTheMarkWhenTheNewestRowsAreGone() {
        KeyGaps gaps = KeyGaps.everything(0);
        gaps.settle(List.of(EVERYTHING), new long[] {1, 2, 3, 4}, 0);

        gaps.reset(new KeyRange(0, 1_023), new long[] {1, 2}, 1);

        assertThat(gaps.highWaterMark()).isEqualTo(2);
        assertThat(gaps.takeDue(1, 10)).contains(new KeyRange(3, Long.MAX_VALUE));
    }

    private static List<KeyRange> poll(KeyGaps gaps, long now) {
        List<KeyRange> due = gaps.takeDue(now, 100);
        gaps.settle(due, new long[0], now);
        return due;
    }
}

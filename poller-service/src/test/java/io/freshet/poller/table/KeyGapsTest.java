package io.freshet.poller.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.KeyRange;
import io.freshet.poller.limit.PollerLimits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyGapsTest {

    private static final long OLD = PollerLimits.YOUNG_GAP_MILLIS;

    @Test
    void startsWithAllKeysInOneGap() {
        KeyGaps gaps = KeyGaps.everything(0);

        assertThat(probe(gaps, 0)).containsExactly(KeyRange.ALL);
        assertThat(gaps.highWaterMark()).isEqualTo(Long.MIN_VALUE);
        assertThat(gaps.pending()).isZero();
    }

    @Test
    void watchesAKeyThatWasSkipped() {
        KeyGaps gaps = gaps(1, 2, 4, 7);

        assertThat(gaps.highWaterMark()).isEqualTo(7);
        assertThat(gaps.pending()).isEqualTo(2);
        assertThat(probe(gaps, 0))
                .containsExactlyInAnyOrder(
                        new KeyRange(Long.MIN_VALUE, 0),
                        new KeyRange(3, 3),
                        new KeyRange(5, 6),
                        new KeyRange(8, Long.MAX_VALUE));
    }

    @Test
    void probesEveryYoungGapByEveryPoll() {
        KeyGaps gaps = gaps(everySecond(10_000));

        for (long now = 0; now < OLD; now += 10_000) {
            assertThat(gaps.toProbe(now, 20_000, 0, true)).hasSize(10_001);
        }
        assertThat(gaps.toProbe(OLD, 20_000, 0, true)).hasSize(1);
        assertThat(gaps.old()).isEqualTo(10_001);
    }

    @Test
    void takesYoungGapsInTurnWhereTheyAreTooMany() {
        KeyGaps gaps = gaps(everySecond(10_000));

        Set<KeyRange> probed = new HashSet<>();
        for (int poll = 0; poll < 5; poll++) {
            List<KeyRange> some = gaps.toProbe(0, 2_001, 0, true);
            assertThat(some).hasSizeBetween(2_001, 2_002);
            probed.addAll(some);
        }

        assertThat(probed).hasSize(10_001);
    }

    @Test
    void takesASliceOfTheOldGapsByEveryPollUntilAllHadTheirTurn() {
        KeyGaps gaps = gaps(everySecond(1_000));
        gaps.settle(List.of(new KeyRange(1_999, Long.MAX_VALUE)), new long[] {3_000}, OLD);

        Set<KeyRange> probed = new HashSet<>();
        for (int poll = 0; poll < 10; poll++) {
            List<KeyRange> some = gaps.toProbe(OLD, 100, 101, true);
            assertThat(some).hasSizeLessThanOrEqualTo(103).contains(new KeyRange(1_999, 2_999));
            probed.addAll(some);
        }

        assertThat(probed).containsAll(gaps.ranges());
    }

    @Test
    void alwaysProbesTheOpenEndFirstOrLast() {
        KeyGaps gaps = gaps(everySecond(900));
        KeyRange end = new KeyRange(1_799, Long.MAX_VALUE);

        assertThat(gaps.toProbe(0, 1, 0, true)).hasSize(2).startsWith(end);
        assertThat(gaps.toProbe(0, 1, 0, false)).hasSize(2).endsWith(end);
    }

    @Test
    void alwaysProbesTheHighestGapWhereTheHighestPossibleKeyIsThere() {
        KeyGaps gaps = gaps(1, Long.MAX_VALUE);

        assertThat(gaps.toProbe(OLD, 0, 0, true))
                .containsExactly(new KeyRange(2, Long.MAX_VALUE - 1));
        assertThat(gaps.highWaterMark()).isEqualTo(Long.MAX_VALUE);
        assertThat(gaps.pending()).isZero();
    }

    @Test
    void givesUpTheLowestGapsWhenThereAreTooMany() {
        List<KeyRange> ranges = new ArrayList<>();
        ranges.add(new KeyRange(Long.MIN_VALUE, 0));
        LongStream.range(1, 500).forEach(i -> ranges.add(new KeyRange(i * 2, i * 2)));

        KeyGaps gaps = KeyGaps.of(ranges, 10, 300, 0);

        assertThat(gaps.ranges()).hasSize(300);
        assertThat(gaps.givenUp()).isEqualTo(200);
        assertThat(gaps.contains(0)).isTrue();
        assertThat(gaps.contains(2)).isFalse();
        assertThat(gaps.contains(998)).isTrue();
        assertThat(gaps.old()).isEqualTo(290);
    }

    @Test
    void keepsAHundredThousand() {
        KeyGaps gaps = gaps(everySecond(PollerLimits.GAPS + 10));

        assertThat(gaps.ranges()).hasSize(100_000);
        assertThat(gaps.givenUp()).isEqualTo(11);
    }

    @Test
    void watchesAKeyAgainThatIsGone() {
        KeyGaps gaps = gaps(1, 2, 3, 5);

        gaps.unsee(3, 0);

        assertThat(gaps.ranges()).contains(new KeyRange(3, 4));
    }

    @Test
    void lowersTheMarkWhenTheNewestRowsAreGone() {
        KeyGaps gaps = gaps(1, 2, 3, 4);

        gaps.reset(new KeyRange(0, 1_023), new long[] {1, 2}, 1);

        assertThat(gaps.highWaterMark()).isEqualTo(2);
        assertThat(probe(gaps, 1)).contains(new KeyRange(3, Long.MAX_VALUE));
    }

    @Test
    void countsAGapAsYoungAgainWhereARowIsKnownToBeThere() {
        KeyGaps gaps = gaps(1, 5);
        assertThat(gaps.toProbe(OLD, 10, 0, true)).hasSize(1);

        gaps.expect(3, OLD);

        assertThat(gaps.toProbe(OLD, 10, 0, true)).contains(new KeyRange(2, 4));
    }

    private static KeyGaps gaps(long... seen) {
        KeyGaps gaps = KeyGaps.everything(0);
        gaps.settle(List.of(KeyRange.ALL), seen, 0);
        return gaps;
    }

    private static long[] everySecond(int rows) {
        return LongStream.range(0, rows).map(i -> i * 2).toArray();
    }

    private static List<KeyRange> probe(KeyGaps gaps, long now) {
        return gaps.toProbe(now, 1_000, 1_000, true);
    }
}

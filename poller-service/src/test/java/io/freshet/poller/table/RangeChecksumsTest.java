package io.freshet.poller.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.KeyRange;
import org.junit.jupiter.api.Test;

class RangeChecksumsTest {

    private final RangeChecksums ledger = new RangeChecksums();

    @Test
    void sumsRowsPerRangeOfKeysNegativeOnesToo() {
        ledger.add(-1, 5, 1);
        ledger.add(-1_024, 7, 1);
        ledger.add(0, Long.MAX_VALUE, 2);
        ledger.add(1_023, Long.MAX_VALUE, 2);
        ledger.add(1_024, 1, 3);

        assertThat(ledger.get(-1)).isEqualTo(new RangeSum(2, 12));
        assertThat(ledger.get(0)).isEqualTo(new RangeSum(2, -2));
        assertThat(ledger.get(1)).isEqualTo(new RangeSum(1, 1));
        assertThat(ledger.rows()).isEqualTo(5);
        assertThat(ledger.touched(0)).isEqualTo(2);
    }

    @Test
    void forgetsWhatARangeHeldWhenItWasReadWhole() {
        ledger.add(1, 5, 1);
        ledger.add(2_000, 6, 1);

        ledger.replace(new KeyRange(0, 1_023), new long[] {7}, new long[] {9}, 4);

        assertThat(ledger.get(0)).isEqualTo(new RangeSum(1, 9));
        assertThat(ledger.get(1)).isEqualTo(new RangeSum(1, 6));
        assertThat(ledger.rows()).isEqualTo(2);
    }

    @Test
    void dividesAllKeysIntoStretchesOfAboutSoManyRows() {
        for (long key = 0; key < 10 * RangeChecksums.WIDTH; key++) {
            ledger.add(key, key, 1);
        }

        KeyRange first = ledger.stretchFrom(Long.MIN_VALUE, 2_000);
        KeyRange second = ledger.stretchFrom(first.high() + 1, 2_000);
        KeyRange last = ledger.stretchFrom(second.high() + 1, 1_000_000);

        assertThat(first).isEqualTo(new KeyRange(Long.MIN_VALUE, 2_047));
        assertThat(second).isEqualTo(new KeyRange(2_048, 4_095));
        assertThat(last).isEqualTo(new KeyRange(4_096, Long.MAX_VALUE));
    }

    @Test
    void isOneStretchWhereNothingIsPublished() {
        assertThat(ledger.stretchFrom(Long.MIN_VALUE, 10)).isEqualTo(KeyRange.ALL);
    }
}

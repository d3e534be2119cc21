package io.freshet.poller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.poller.table.RangeChecksums;
import io.freshet.poller.table.RangeSum;
import io.freshet.poller.warehouse.WarehouseReader.Applied;
import io.freshet.poller.warehouse.WarehouseReader.LedgerImage;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerAuditTest {

    private static final long APPLIED = 10;

    private final RangeChecksums published = new RangeChecksums();

    @Test
    void findsNothingWhereAllIsHeldAsItWasPublished() {
        published.load(0, new RangeSum(3, 33));
        published.add(2_000, 44, APPLIED);

        assertThat(differences(Map.of(0L, new RangeSum(3, 33), 1L, new RangeSum(1, 44)))).isZero();
    }

    @Test
    void findsWhatIsMissingChangedOrTooMuch() {
        published.load(0, new RangeSum(3, 33));
        published.load(1, new RangeSum(1, 44));

        assertThat(differences(Map.of(0L, new RangeSum(3, 34), 5L, new RangeSum(1, 1))))
                .isEqualTo(3);
    }

    @Test
    void passesOverRangesWhoseNewestEventMayNotBeAppliedYet() {
        published.add(1, 11, APPLIED + 1);
        published.add(2_000, 22, APPLIED);

        assertThat(differences(Map.of())).isOne();
    }

    @Test
    void takesARangeWithoutRowsForOneThatIsNotHeld() {
        published.add(1, 11, 3);
        published.replace(RangeChecksums.keysOf(0), new long[0], new long[0], 4);

        assertThat(differences(Map.of())).isZero();
        assertThat(differences(Map.of(0L, new RangeSum(1, 11)))).isOne();
    }

    private long differences(Map<Long, RangeSum> held) {
        return LedgerAudit.differences(published, new LedgerImage(new Applied(2, APPLIED), held));
    }
}

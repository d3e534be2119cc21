package io.freshet.poller.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.poller.audit.WarehouseReader.Applied;
import io.freshet.poller.audit.WarehouseReader.LedgerImage;
import io.freshet.poller.ledger.RangeLedger;
import io.freshet.poller.ledger.RangeSum;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerAuditTest {

    private static final long APPLIED = 10;

    private final RangeLedger published = new RangeLedger();

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
        published.replace(RangeLedger.keysOf(0), new long[0], new long[0], 4);

        assertThat(differences(Map.of())).isZero();
        assertThat(differences(Map.of(0L, new RangeSum(1, 11)))).isOne();
    }

    private long differences(Map<Long, RangeSum> held) {
        return LedgerAudit.differences(published, new LedgerImage(new Applied(2, APPLIED), held));
    }
}

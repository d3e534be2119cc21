package io.freshet.poller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.KeyRange;
import io.freshet.poller.limit.PollerLimits;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Repairs without effect are noticed, and forgotten as soon as they had one. */
class RepairMemoryTest {

    private static final KeyRange FIRST = new KeyRange(0, 1_023);

    private final RepairMemory memory = new RepairMemory();

    @Test
    void thinksNothingOfRowsThatChangeAgainAndAgain() {
        for (int digest = 0; digest < 20; digest++) {
            memory.differs(5, OptionalLong.of(digest));
        }

        assertThat(memory.hasWithoutEffect()).isFalse();
        assertThat(memory.diverging()).isEmpty();
    }

    @Test
    void namesAKeyThatDiffersAgainAlthoughItsSourceHasNotChanged() {
        memory.differs(5, OptionalLong.of(1));
        memory.differs(5, OptionalLong.of(1));
        assertThat(memory.hasWithoutEffect()).isTrue();
        assertThat(memory.diverging()).isEmpty();

        for (int repair = 1; repair < PollerLimits.REPAIRS_WITHOUT_EFFECT; repair++) {
            memory.differs(5, OptionalLong.of(1));
        }

        assertThat(memory.diverging()).contains(new KeyRange(5, 5));
    }

    @Test
    void namesARangeOfWhichRowsAreHeldAgainAndAgain() {
        for (int repair = 0; repair <= PollerLimits.REPAIRS_WITHOUT_EFFECT; repair++) {
            memory.differs(FIRST, 12);
            memory.equalBut(KeyRange.ALL, List.of(FIRST));
        }

        assertThat(memory.diverging()).contains(FIRST);
    }

    @Test
    void noticesAKeyThatIsGoneAgainAndAgain() {
        memory.differs(5, OptionalLong.empty());
        memory.differs(5, OptionalLong.empty());

        assertThat(memory.hasWithoutEffect()).isTrue();
    }

    @Test
    void forgetsARowThatIsEqualWhenItsRangeIsComparedByRows() {
        differsTwice(5);
        differsTwice(6);
        differsTwice(2_000);

        memory.compared(FIRST, Set.of(6L));
        memory.compared(new KeyRange(1_024, 2_047), Set.of());

        assertThat(memory.hasWithoutEffect()).isTrue();
        memory.compared(FIRST, Set.of());
        assertThat(memory.hasWithoutEffect()).isFalse();
    }

    @Test
    void forgetsRowsWhoseRangeIsEqual() {
        differsTwice(5);
        differsTwice(1_024);

        memory.equalBut(KeyRange.ALL, List.of(new KeyRange(1_024, 1_087)));
        assertThat(memory.hasWithoutEffect()).isTrue();
        memory.equalBut(FIRST, List.of());
        assertThat(memory.hasWithoutEffect()).as("the other stretch").isTrue();

        memory.equalBut(KeyRange.ALL, List.of());

        assertThat(memory.hasWithoutEffect()).isFalse();
    }

    @Test
    void remembersNoMoreThanSoMany() {
        for (long key = 0; key <= PollerLimits.REPAIRS_REMEMBERED; key++) {
            differsTwice(key);
        }

        memory.equalBut(new KeyRange(0, PollerLimits.REPAIRS_REMEMBERED - 1), List.of());

        assertThat(memory.hasWithoutEffect()).isFalse();
    }

    private void differsTwice(long key) {
        memory.differs(key, OptionalLong.of(1));
        memory.differs(key, OptionalLong.of(1));
    }
}

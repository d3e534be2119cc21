package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class TableMemoryTest {

    private static final int PAGE = 5_000;

    private final TableMemory memory = new TableMemory();

    private int asked() {
        return Math.min(PAGE, memory.page());
    }

    @Test
    void aPageThatTakesTooLongShrinksDownToOneRow() {
        assertThat(asked()).isEqualTo(PAGE);

        memory.tooSlow(asked());
        assertThat(asked()).isEqualTo(625);
        memory.tooSlow(asked());
        assertThat(asked()).isEqualTo(78);
        for (int i = 0; i < 5; i++) {
            memory.tooSlow(asked());
        }
        assertThat(asked()).isOne();
    }

    @Test
    void fullPagesThatAreReadQuicklyGrowAgain() {
        memory.tooSlow(8);
        for (int page = 1; page < PAGE; page *= 2) {
            assertThat(asked()).isEqualTo(page);
            memory.took(asked(), asked(), 0.1, 100);
        }
        assertThat(asked()).isEqualTo(PAGE);
    }

    @Test
    void pagesThatAreNotFullOrTakeLongDoNotGrow() {
        memory.tooSlow(800);

        memory.took(100, 99, 0.1, 100);
        memory.took(100, 100, 0.3, 100);
        memory.took(100, 100, 0.1, 5_000_000);

        assertThat(asked()).isEqualTo(100);
    }

    @Test
    void pagesThatTakeMostOfTheirTimeOrMuchMemoryShrinkBeforeTheyFail() {
        memory.took(PAGE, 400, 0.6, 100);
        assertThat(asked()).isEqualTo(200);

        memory.took(200, 200, 0.1, 20_000_000);
        assertThat(asked()).isEqualTo(100);
    }

    @Test
    void aLongSearchThatFindsNothingSaysNothingOfRows() {
        memory.took(PAGE, 0, 0.9, 0);

        assertThat(asked()).isEqualTo(PAGE);
    }

    @Test
    void rowsAreLeftOutUntilTheyAreTakenInAndNotTooMany() {
        assertThat(memory.leaveOut(7, 100)).isTrue();
        assertThat(memory.leaveOut(8, 50)).isTrue();

        assertThat(memory.leftOutBefore(50)).isEmpty();
        assertThat(memory.leftOutBefore(101)).contains(8L);
        memory.takeIn(8);
        assertThat(memory.unread()).containsExactly(7L);
        for (long key = 1_000; key < 1_999; key++) {
            assertThat(memory.leaveOut(key, 1)).isTrue();
        }
        assertThat(memory.leaveOut(5_000, 1)).isFalse();
        assertThat(memory.leaveOut(7, 1)).as("known already").isTrue();
    }

    @Test
    void doublesAreForgottenWhereTheirRangeIsFoundWithoutThem() {
        memory.addDoubles(Set.of(5L, 2_000L));

        memory.doublesWithin(0, 1_023, Set.of(6L));

        assertThat(memory.doubles()).containsExactlyInAnyOrder(6L, 2_000L);
    }
}

package io.freshet.poller.source;

import static io.freshet.poller.source.SourceCapability.SUPPORTS_CHANGE_COUNTS;
import static io.freshet.poller.source.SourceCapability.SUPPORTS_DESCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.events.SourceState;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is found out without reading rows. */
interface HintContract extends TestedSource {

    @Test
    default void hintsStandStillWhileNothingHappens() {
        source().createTable();
        source().fill(1, 10);
        SourceTable table = source().read();
        Hints first = source().await(table.hints());

        Hints second = source().await(table.hints());

        assertThat(first.highestKey()).hasValue(10);
        assertThat(second).isEqualTo(first);
        assertThat(second.movedSince(first)).isFalse();
    }

    @Test
    default void anInsertIsNoMove() {
        source().createTable();
        source().fill(1, 10);
        SourceTable table = source().read();
        Hints before = source().await(table.hints());

        source().fill(11, 12);

        Hints after = source().await(table.hints());
        assertThat(after.highestKey()).hasValue(12);
        assertThat(after.movedSince(before)).isFalse();
    }

    @Test
    default void countsUpdatesAndDeletes() {
        source().createTable();
        source().fill(1, 10);
        SourceTable table = source().read();
        Hints before = source().await(table.hints());

        source().put(3, "changed");
        Hints updated = source().await(table.hints());
        source().remove(4, 5);
        Hints deleted = source().await(table.hints());

        if (source().can(SUPPORTS_CHANGE_COUNTS)) {
            assertThat(before.counted()).isTrue();
            assertThat(updated.updated() - before.updated()).isOne();
            assertThat(updated.movedSince(before)).isTrue();
            assertThat(deleted.deleted() - updated.deleted()).isEqualTo(2);
            assertThat(deleted.movedSince(updated)).isTrue();
        } else {
            assertThat(before.counted()).isFalse();
            assertThat(deleted).isEqualTo(updated).isEqualTo(before);
        }
        assertThat(deleted.replacedSince(before)).isFalse();
    }

    @Test
    default void seesThatTheHighestRowIsGone() {
        source().createTable();
        source().fill(1, 10);
        SourceTable table = source().read();
        Hints before = source().await(table.hints());

        source().remove(10, 10);

        Hints after = source().await(table.hints());
        assertThat(after.highestKey()).hasValue(9);
        assertThat(after.movedSince(before)).isTrue();
        assertThat(source().await(table.highestKey())).hasValue(9);
    }

    @Test
    default void tellsTheLowestKeyFromOneOn() {
        source().createTable();
        source().fill(5, 10);
        source().fill(20, 30);
        SourceTable table = source().read();

        assertThat(source().await(table.lowestKey(Long.MIN_VALUE))).hasValue(5);
        assertThat(source().await(table.lowestKey(7))).hasValue(7);
        assertThat(source().await(table.lowestKey(11))).hasValue(20);
        assertThat(source().await(table.lowestKey(31))).isEmpty();
        assertThat(source().await(table.lowestKey(Long.MAX_VALUE))).isEmpty();
    }

    @Test
    default void seesThatATableIsEmptiedAtOnce() {
        source().createTable();
        source().fill(1, 10);
        SourceTable table = source().read();
        Hints before = source().await(table.hints());

        source().truncate();

        Hints after = source().await(table.hints());
        assertThat(after.replacedSince(before)).isTrue();
        assertThat(after.movedSince(before)).isTrue();
        assertThat(after.highestKey()).isEmpty();
    }

    @Test
    default void leavesNothingOutOfAnOrdinaryTable() {
        source().createTable();
        source().fill(1, 10);
        SourceTable table = source().read();
        source().all(table);

        assertThat(table.facts()).isEqualTo(TableFacts.NOTHING_LEFT_OUT);
        assertThat(source().await(table.verify())).isNull();
        assertThat(table.definition()).isEqualTo(source().definition());
    }

    @Test
    default void namesATableThatIsNotThere() {
        assertDrifted(source()::read, "there is no table", source().definition().name());
    }

    @Test
    default void namesAColumnThatIsNotThere() {
        String column = source().definition().columnNames().get(2);
        source().createTable();
        source().fill(1, 10);
        SourceTable before = source().read();

        source().dropColumn(column);

        assertDrifted(source()::read, "has no column " + column);
        assertDrifted(() -> source().await(before.verify()), "has no column " + column);
        assertDrifted(() -> source().all(before), column);
    }

    @Test
    default void noQuestionIsAnsweredOfATableThatIsGone() {
        source().createTable();
        source().fill(1, 10);
        SourceTable table = source().read();

        source().dropTable();

        for (SourceQuestion question : SourceQuestion.values()) {
            assertDrifted(() -> source().await(question.ask(table)), source().definition().name());
        }
    }

    private void assertDrifted(ThrowingCallable asked, String... words) {
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem -> {
                            assertThat(problem.state()).isEqualTo(SourceState.DRIFTED);
                            assertThat(problem).hasMessageContaining("source fra");
                            assertThat(problem.getMessage()).contains(words);
                            assertThat(problem.isTooSlow()).isFalse();
                        });
    }

    @Test
    default void saysWhatIsThere() {
        String described = source().await(source().open().describe());

        if (source().can(SUPPORTS_DESCRIPTION)) {
            assertThat(described).matches("\\S+ \\d+.* ms away");
        } else {
            assertThat(described).isEmpty();
        }
    }
}

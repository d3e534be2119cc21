package io.freshet.poller.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.events.SourceState;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every question has an end, and a source that comes back is read again. */
interface FailureContract extends TestedSource {

    @Test
    default void noQuestionIsAnsweredByAConnectionThatWasCut() {
        source().createTable();
        source().fill(1, 10);
        for (SourceQuestion question : SourceQuestion.values()) {
            SourceTable table = source().read();

            source().cut();

            assertUnreachable(() -> source().await(question.ask(table)));
        }
        assertThat(source().all(source().read()).size()).isEqualTo(10);
    }

    @Test
    default void aSourceThatIsDownIsSaidToBeSo() {
        source().createTable();

        source().goDown();

        assertUnreachable(source()::open);
    }

    @Test
    default void aSourceThatFallsSilentIsGivenUp() {
        source().createTable();
        source().fill(1, 10);
        SourceTable table = source().read();

        source().fallSilent();

        assertUnreachable(() -> source().await(SourceQuestion.PROBE.ask(table)));
        assertUnreachable(source()::open);
    }

    @Test
    default void aLockedTableIsNotTakenForOneWhoseRowsAreSlow() {
        source().createTable();
        source().fill(1, 10);
        source().limitStatements(Duration.ofSeconds(1));
        SourceTable table = source().read();
        source().lock(true);

        for (SourceQuestion question : SourceQuestion.values()) {
            assertUnreachable(() -> source().await(question.ask(table)));
        }

        source().lock(false);
        assertThat(source().all(table).size()).isEqualTo(10);
        assertThat(table.facts()).isEqualTo(TableFacts.NOTHING_LEFT_OUT);
    }

    @Test
    default void aConnectionIsClosedOnceAndAnswersNothingMore() {
        source().createTable();
        source().fill(1, 10);
        SourceConnection connection = source().open();
        SourceTable table = source().await(connection.verify(source().definition()));

        connection.close();
        connection.close();

        for (SourceQuestion question : SourceQuestion.values()) {
            assertUnreachable(() -> source().await(question.ask(table)));
        }
        assertUnreachable(() -> source().await(connection.verify(source().definition())));
    }

    private static void assertUnreachable(ThrowingCallable asked) {
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem -> {
                            assertThat(problem.state()).isEqualTo(SourceState.UNREACHABLE);
                            assertThat(problem.getMessage()).startsWith("source fra (");
                            assertThat(problem.isTooSlow()).isFalse();
                        });
    }
}

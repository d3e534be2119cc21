package io.freshet.poller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Since when rows are looked at that were written. */
class WriteMarksTest {

    private final WriteMarks marks = new WriteMarks();

    private void pass(String... given) {
        marks.begin();
        for (String mark : given) {
            marks.note(Optional.ofNullable(mark));
        }
        marks.passed();
    }

    @Test
    void thereIsNoneBeforeAPassIsOver() {
        assertThat(marks.since()).isEmpty();

        marks.begin();
        marks.note(Optional.of("7"));

        assertThat(marks.since()).isEmpty();
    }

    @Test
    void whatIsWrittenDuringAPassIsForTheNext() {
        pass("7", "8", "9");

        assertThat(marks.since()).contains("7");
    }

    @Test
    void aPassThatIsGivenUpLeavesTheMarkOfTheOneBefore() {
        pass("7");

        marks.begin();
        marks.note(Optional.of("8"));
        marks.begin();

        assertThat(marks.since()).contains("7");
    }

    @Test
    void aPassWhoseFirstAnswerHadNoneLeavesNone() {
        pass("7");

        pass(null, "8");

        assertThat(marks.since()).isEmpty();
    }

    @Test
    void noneOfAnotherConnectionIsKept() {
        pass("7");
        marks.begin();
        marks.note(Optional.of("8"));

        marks.forget();
        marks.note(Optional.of("9"));
        marks.passed();

        assertThat(marks.since()).isEmpty();
    }
}

package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.Position;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why events are refused is said once for each epoch. */
class RefusedEpochsTest {

    private final List<String> said = new ArrayList<>();
    private final Logger logger = Logger.getLogger(Refusals.class.getName());
    private final PatternFormatter words = new PatternFormatter("%s");
    private final ExtHandler listener =
            new ExtHandler() {
                @Override
                protected void doPublish(ExtLogRecord entry) {
                    said.add(words.format(entry));
                }
            };
    private final Refusals refusals = new Refusals();

    @BeforeEach
    void listen() {
        logger.addHandler(listener);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(listener);
    }

    private Admission note(String source, long fence, long sequence, Admission admission) {
        return refusals.note(new Position(source, fence, sequence), admission);
    }

    @Test
    void saysNothingOfWhatIsNotRefused() {
        assertThat(note("fra", 7, 1, Admission.IN_ORDER)).isEqualTo(Admission.IN_ORDER);
        assertThat(note("fra", 7, 1, Admission.DUPLICATE)).isEqualTo(Admission.DUPLICATE);

        assertThat(said).isEmpty();
    }

    @Test
    void saysWhyAnEpochIsRefusedOnce() {
        assertThat(note("fra", 7, 3, Admission.AFTER_GAP)).isEqualTo(Admission.AFTER_GAP);
        assertThat(note("fra", 7, 4, Admission.AFTER_GAP)).isEqualTo(Admission.AFTER_GAP);

        assertThat(said)
                .containsExactly(
                        "event 3 of source fra, epoch 7, came, but not the ones before it: they are"
                                + " lost; this and what follows of the epoch is refused");
    }

    @Test
    void saysItOfEachEpochAndSource() {
        note("fra", 7, 3, Admission.AFTER_GAP);
        note("deu", 7, 3, Admission.AFTER_GAP);
        note("fra", 8, 1, Admission.UNOPENED);

        assertThat(said).hasSize(3);
        assertThat(said.get(2))
                .startsWith("event 1 of source fra, epoch 8, came, but not the opening");
    }

    @Test
    void anEpochOfAnotherDefinitionStaysRefusedForThat() {
        note("fra", 7, 0, Admission.OTHER_DEFINITION);

        assertThat(note("fra", 7, 1, Admission.UNOPENED)).isEqualTo(Admission.OTHER_DEFINITION);
        assertThat(note("fra", 8, 1, Admission.UNOPENED)).isEqualTo(Admission.UNOPENED);
        assertThat(said.get(0)).contains("goes by another pipeline definition");
    }

    @Test
    void saysOnceThatASourceIsNotKnown() {
        refusals.unknown(new Position("fra", 7, 3));
        refusals.unknown(new Position("fra", 7, 4));

        assertThat(said)
                .containsExactly(
                        "event 3 of source fra, epoch 7, and what follows of the epoch is passed"
                                + " over: the warehouse knows no such source");
    }
}

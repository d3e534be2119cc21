package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.intake.PreparedChange;
import io.freshet.aggregator.normalise.NormalisedRows;
import io.freshet.aggregator.statement.TablePlan;
import io.freshet.events.KeyRange;
import io.freshet.events.Position;
import io.freshet.events.RowBlock;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineLibrary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which events of a source are applied, and what is told of it. */
class SourceProgressTest {

    private static final PipelineDefinition PIPELINE = PipelineLibrary.load(List.of()).all().get(0);
    private static final TablePlan TABLE = TablePlan.of(PIPELINE, PIPELINE.tables().get(0));
    private static final int ID = 3;

    /** Applied is event 5 of epoch 7, by version 40. */
    private final SourceProgress progress = new SourceProgress(ID, "fra", "pisa", 7, 5, 40, true);

    private static PreparedChange passed(long fence, long sequence) {
        return new PreparedChange.Passed(new Position("fra", fence, sequence));
    }

    private static PreparedChange opened(long fence, boolean understood) {
        return new PreparedChange.Opened(new Position("fra", fence, 0), understood);
    }

    private static NormalisedRows noRows() {
        int columns = TABLE.columns().size();
        return TABLE.normaliser()
                .normalise(
                        new RowBlock(
                                TABLE.columns(),
                                0,
                                new long[0],
                                new long[0],
                                new long[0],
                                new String[columns][0]),
                        Map.of("country", "FRA"));
    }

    private static PreparedChange rows(long since) {
        return new PreparedChange.Rows(new Position("fra", 7, 6), TABLE, noRows(), since);
    }

    private static PreparedChange range(long since) {
        return new PreparedChange.Range(
                new Position("fra", 7, 6), TABLE, KeyRange.ALL, noRows(), false, since);
    }

    @Test
    void theNextEventIsApplied() {
        assertThat(progress.admit(passed(7, 6))).isEqualTo(Admission.IN_ORDER);
        assertThat(progress.admit(passed(7, 7))).isEqualTo(Admission.IN_ORDER);

        assertThat(progress.fence()).isEqualTo(7);
        assertThat(progress.sequence()).isEqualTo(7);
        assertThat(progress.isTouched()).isTrue();
    }

    @Test
    void whatWasAppliedBeforeIsNotAppliedAgain() {
        assertThat(progress.admit(passed(7, 5))).isEqualTo(Admission.DUPLICATE);
        assertThat(progress.admit(passed(7, 1))).isEqualTo(Admission.DUPLICATE);
        assertThat(progress.admit(opened(7, true))).isEqualTo(Admission.DUPLICATE);
        assertThat(progress.admit(opened(6, true))).isEqualTo(Admission.DUPLICATE);
        assertThat(progress.admit(passed(6, 6))).isEqualTo(Admission.DUPLICATE);

        assertThat(progress.isTouched()).isFalse();
        assertThat(progress.sequence()).isEqualTo(5);
    }

    @Test
    void whatFollowsAHoleIsRefused() {
        assertThat(progress.admit(passed(7, 7))).isEqualTo(Admission.AFTER_GAP);
        assertThat(progress.admit(passed(7, 6))).isEqualTo(Admission.IN_ORDER);
        assertThat(progress.admit(passed(7, 8))).isEqualTo(Admission.AFTER_GAP);

        assertThat(progress.sequence()).isEqualTo(6);
    }

    @Test
    void aNewEpochBeginsWithItsOpening() {
        assertThat(progress.admit(passed(9, 1))).isEqualTo(Admission.UNOPENED);
        assertThat(progress.admit(opened(9, true))).isEqualTo(Admission.IN_ORDER);
        assertThat(progress.admit(passed(7, 6))).isEqualTo(Admission.DUPLICATE);
        assertThat(progress.admit(passed(9, 1))).isEqualTo(Admission.IN_ORDER);

        assertThat(progress.fence()).isEqualTo(9);
        assertThat(progress.sequence()).isOne();
    }

    @Test
    void anEpochThatGoesByAnotherDefinitionIsRefused() {
        assertThat(progress.admit(opened(9, false))).isEqualTo(Admission.OTHER_DEFINITION);
        assertThat(progress.admit(passed(9, 1))).isEqualTo(Admission.UNOPENED);

        assertThat(progress.fence()).isEqualTo(7);
        assertThat(progress.isTouched()).isFalse();
    }

    @Test
    void nothingIsAppliedToTablesOfAnotherDefinition() {
        SourceProgress foreign = new SourceProgress(ID, "fra", "pisa", 7, 5, 40, false);

        assertThat(foreign.admit(passed(7, 6))).isEqualTo(Admission.OTHER_DEFINITION);
        assertThat(foreign.admit(opened(9, true))).isEqualTo(Admission.OTHER_DEFINITION);
        assertThat(foreign.admit(passed(7, 5))).isEqualTo(Admission.DUPLICATE);
        assertThat(foreign.isTouched()).isFalse();
    }

    @Test
    void tellsSinceWhenTheOldestRowWaited() {
        assertThat(progress.result().since()).as("no rows").isZero();

        progress.see(rows(300));
        progress.see(rows(100));
        progress.see(rows(200));
        assertThat(progress.result().since()).isEqualTo(100);
        progress.see(range(50));
        progress.see(range(150));
        progress.see(passed(7, 6));

        assertThat(progress.result().since()).isEqualTo(50);
    }

    @Test
    void tellsWhatTheTransactionDid() {
        progress.admit(passed(7, 6));
        progress.addRows(10);
        progress.addRows(5);

        assertThat(progress.result()).isEqualTo(new AppliedSource(ID, "fra", 41, 7, 6, 15, 0));
        assertThat(progress.newVersion()).isEqualTo(41);
        assertThat(progress.id()).isEqualTo(ID);
        assertThat(progress.name()).isEqualTo("fra");
    }

    @Test
    void everyRefusalHasAWord() {
        assertThat(Admission.values())
                .allSatisfy(
                        admission ->
                                assertThat(admission.isRefused())
                                        .isEqualTo(
                                                admission != Admission.IN_ORDER
                                                        && admission != Admission.DUPLICATE));
        assertThat(Admission.AFTER_GAP.refusal()).isEqualTo("gap");
        assertThat(Admission.UNOPENED.refusal()).isEqualTo("unopened");
        assertThat(Admission.OTHER_DEFINITION.refusal()).isEqualTo("definition");
        assertThat(Admission.IN_ORDER.isApplied()).isTrue();
        assertThat(Admission.DUPLICATE.isApplied()).isFalse();
    }
}

package io.freshet.poller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.KeyRange;
import io.freshet.poller.reconcile.StretchComparison.Emptied;
import io.freshet.warehouse.layout.Home;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is done about a stretch, and in which order. */
class StretchFindingsTest {

    private static final Home HOME = Home.INTEGER;
    private static final KeyRange FIRST = StretchComparison.whole(HOME, 0);
    private static final KeyRange SECOND = StretchComparison.whole(HOME, 1);
    private static final KeyRange THIRD = StretchComparison.whole(HOME, 2);
    private static final KeyRange PART = new KeyRange(3 * 1_024, 3 * 1_024 + 63);
    private static final Emptied EMPTIED =
            new Emptied(new KeyRange(HOME.lowestKey(5), HOME.highestKey(7)), List.of(5L, 7L), 12);

    private final StretchFindings findings = new StretchFindings(HOME);

    @Test
    void clearsWhatIsEmptyBeforeItLooksAtRows() {
        findings.add(new StretchComparison(KeyRange.ALL, List.of(FIRST), List.of(EMPTIED), 512));

        assertThat(findings.next()).contains(new PassStep.Clearing(EMPTIED));
        assertThat(findings.next()).contains(new PassStep.Digesting(List.of(FIRST)));
        assertThat(findings.next()).isEmpty();
    }

    @Test
    void looksAtNoMoreRowsAtOnceThanOfSoManyParts() {
        findings.add(
                new StretchComparison(
                        KeyRange.ALL, List.of(FIRST, SECOND, PART, THIRD), List.of(), 17));

        assertThat(findings.next())
                .as("16 parts and 16 parts")
                .contains(new PassStep.Digesting(List.of(FIRST, SECOND)));
        assertThat(findings.next())
                .as("one part and 16 parts")
                .contains(new PassStep.Digesting(List.of(PART, THIRD)));
        assertThat(findings.next()).isEmpty();
    }

    @Test
    void looksAtOneRangeAtOnceWhereItHasAllTheParts() {
        findings.add(new StretchComparison(KeyRange.ALL, List.of(FIRST, SECOND), List.of(), 16));

        assertThat(findings.next()).contains(new PassStep.Digesting(List.of(FIRST)));
        assertThat(findings.next()).contains(new PassStep.Digesting(List.of(SECOND)));
    }

    @Test
    void looksAtTheRowsOfRangesThatAreNotEmptyAfterAll() {
        findings.add(new StretchComparison(KeyRange.ALL, List.of(), List.of(EMPTIED), 512));
        findings.next();

        findings.compareRows(EMPTIED);

        assertThat(findings.next())
                .contains(
                        new PassStep.Digesting(
                                List.of(
                                        StretchComparison.whole(HOME, 5),
                                        StretchComparison.whole(HOME, 7))));
    }

    @Test
    void forgetsWhatWasFoundInAPassThatIsGivenUp() {
        findings.add(new StretchComparison(KeyRange.ALL, List.of(FIRST), List.of(EMPTIED), 512));

        findings.clear();

        assertThat(findings.next()).isEmpty();
    }
}

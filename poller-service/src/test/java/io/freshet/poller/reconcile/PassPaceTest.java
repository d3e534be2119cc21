package io.freshet.poller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.SourceConfig.SweepConfig;
import io.freshet.events.TableId;
import io.freshet.poller.source.Hints;
import io.freshet.poller.status.TimeShare;
import io.freshet.poller.table.KeyGaps;
import io.freshet.poller.table.TableState;
import io.freshet.poller.time.VirtualTime;
import io.freshet.warehouse.layout.Home;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is seen of a table decides how soon its next pass begins. */
class PassPaceTest {

    private static final Hints FIRST = new Hints(1, 10, 10, true, OptionalLong.of(100));
    private static final Hints UPDATED = new Hints(1, 11, 10, true, OptionalLong.of(100));
    private static final Hints REPLACED = new Hints(2, 10, 10, true, OptionalLong.of(100));
    private static final Hints UNCOUNTED = new Hints(1, 0, 0, false, OptionalLong.of(100));
    private static final long LARGE = 10_000_000;

    private final VirtualTime time = new VirtualTime();
    private final SourceBudget budget =
            new SourceBudget(new SweepConfig(2, 20), time, new TimeShare(time.nanoTime()));
    private PassPace pace;

    @BeforeEach
    void passOnce() {
        passOnceAfter(FIRST);
    }

    private void passOnceAfter(Hints hints) {
        TableState table =
                new TableState(
                        new TableId("shop", "orders"),
                        Home.INTEGER,
                        KeyGaps.none(),
                        Long.MAX_VALUE,
                        true);
        pace = new PassPace(budget, table, time);
        pace.look(hints, false);
        pace.passBegins(true);
        pace.spent(LARGE);
        pace.passEnds();
    }

    @Test
    void comparesATableAtRestSeldom() {
        assertThat(pace.millisUntilPass(false)).as("10 s at half a percent").isEqualTo(2_000_000);
        assertThat(pace.look(FIRST, false)).isFalse();
        assertThat(pace.millisUntilPass(false)).isEqualTo(2_000_000);
    }

    @Test
    void neverAsksToWaitForLessThanNoTime() {
        time.pass(Duration.ofMillis(2_000_007));

        assertThat(pace.millisUntilPass(false)).isZero();
    }

    @Test
    void comparesSoonerWhereRowsMayHaveChanged() {
        assertThat(pace.look(UPDATED, false)).isFalse();

        assertThat(pace.millisUntilPass(false)).as("10 s at 20 percent").isEqualTo(50_000);
        assertThat(pace.isResetting()).isFalse();
    }

    @Test
    void comparesSoonerWhereRowsComeIn() {
        pace.look(FIRST, true);
        assertThat(pace.millisUntilPass(false)).as("10 s at 2 percent").isEqualTo(500_000);

        time.pass(Duration.ofSeconds(16));
        assertThat(pace.millisUntilPass(false)).as("at rest again").isEqualTo(2_000_000 - 16_000);
    }

    @Test
    void comparesSoonerWhereChangesAreNotCounted() {
        passOnceAfter(UNCOUNTED);

        assertThat(pace.millisUntilPass(false)).as("10 s at 2 percent").isEqualTo(500_000);
    }

    @Test
    void comparesATableThatWasReplacedAtOnceAndSaysSoUntilAPassIsOver() {
        assertThat(pace.isResetting()).isFalse();

        assertThat(pace.look(REPLACED, false)).isTrue();
        assertThat(pace.millisUntilPass(false)).isZero();
        assertThat(pace.isResetting()).isTrue();
        assertThat(pace.look(REPLACED, false)).as("it was replaced once").isFalse();

        pace.passBegins(true);
        assertThat(pace.isResetting()).isTrue();
        pace.passEnds();
        assertThat(pace.isResetting()).isFalse();
    }

    @Test
    void isResettingAsLongAsItIsReplacedDuringThePass() {
        pace.look(REPLACED, false);
        pace.passBegins(true);
        pace.look(FIRST, false);

        pace.passEnds();

        assertThat(pace.isResetting()).isTrue();
    }

    @Test
    void comparesSoonerOnceAChangeWasFound() {
        pace.foundChange();

        assertThat(pace.millisUntilPass(false)).isEqualTo(50_000);
    }

    @Test
    void comparesAtOnceWhereAPassHasToBeginAnew() {
        pace.again();

        assertThat(pace.millisUntilPass(false)).isZero();
        assertThat(pace.isResetting()).isFalse();
    }

    @Test
    void paysOffWhatAStepCost() {
        assertThat(pace.millisUntilStep()).as("10 s at half a percent").isGreaterThan(1_900_000);
        assertThat(pace.promisedMillis()).isEqualTo(budget.promisedMillis()).isPositive();
    }
}

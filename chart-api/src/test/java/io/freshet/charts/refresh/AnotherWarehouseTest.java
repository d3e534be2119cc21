package io.freshet.charts.refresh;

import static io.freshet.charts.refresh.PlayedSession.applied;
import static io.freshet.charts.refresh.PlayedSession.everything;
import static io.freshet.charts.refresh.PlayedSession.some;
import static io.freshet.charts.refresh.RefreshTrial.ELSEWHERE;
import static io.freshet.charts.refresh.RefreshTrial.FRA;
import static io.freshet.charts.refresh.RefreshTrial.GBR;
import static io.freshet.charts.refresh.RefreshTrial.HERE;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.warehouse.Refreshed;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A warehouse that is no longer the one that was read, or no longer holds what it held, is read
 * anew.
 */
class AnotherWarehouseTest {

    private final RefreshTrial trial = new RefreshTrial();

    @Test
    void readsAWarehouseAnewThatIsAnotherOne() {
        trial.load();
        trial.refresher.look();

        trial.session.answer(everything(ELSEWHERE, applied(FRA, 9), applied(GBR, 9)));
        trial.timer.advance(100);

        assertThat(trial.session.last().versions()).isEmpty();
        assertThat(trial.changes).isEqualTo(1);
        trial.session.answer(everything(ELSEWHERE, applied(FRA, 9), applied(GBR, 9)));
        trial.timer.advance(100);
        trial.refresher.look();
        assertThat(trial.session.last().versions()).containsEntry(FRA, 9L);
    }

    @Test
    void readsAWarehouseAnewOfWhichATableWasMadeAnew() {
        trial.refresher.connected(trial.session);
        trial.session.answer(withTables(Map.of("a", 1L, "b", 2L)));
        trial.timer.advance(100);
        trial.refresher.look();
        trial.session.answer(withTables(Map.of("b", 2L)));
        trial.timer.advance(100);
        assertThat(trial.session.reads).as("one that is not read now says nothing").hasSize(2);

        trial.refresher.look();
        trial.session.answer(withTables(Map.of("a", 1L, "b", 3L)));
        trial.timer.advance(100);

        assertThat(trial.session.last().versions()).isEmpty();
        trial.session.answer(withTables(Map.of("a", 1L, "b", 3L)));
        trial.timer.advance(100);
        trial.refresher.look();
        assertThat(trial.session.last().versions()).containsEntry(FRA, 5L);
    }

    private static Refreshed withTables(Map<String, Long> identities) {
        return everything(HERE, identities, applied(FRA, 5), applied(GBR, 5));
    }

    @Test
    void readsAWarehouseAnewThatWentBackInTime() {
        trial.load();
        trial.notify(FRA, 6);

        trial.session.answer(some(applied(FRA, 4)));
        trial.timer.advance(100);

        assertThat(trial.session.last().versions()).isEmpty();
        assertThat(trial.session.last().sources()).isEmpty();
    }

    @Test
    void readsAWarehouseAnewThatLacksASource() {
        trial.load();
        trial.refresher.look();

        trial.session.answer(everything(HERE, applied(FRA, 5)));
        trial.timer.advance(100);

        assertThat(trial.session.last().versions()).isEmpty();
    }
}

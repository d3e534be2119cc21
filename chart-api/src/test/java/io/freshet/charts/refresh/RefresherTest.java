package io.freshet.charts.refresh;

import static io.freshet.charts.refresh.PlayedSession.applied;
import static io.freshet.charts.refresh.PlayedSession.everything;
import static io.freshet.charts.refresh.PlayedSession.some;
import static io.freshet.charts.refresh.PlayedSession.status;
import static io.freshet.charts.refresh.RefreshTrial.FRA;
import static io.freshet.charts.refresh.RefreshTrial.GBR;
import static io.freshet.charts.refresh.RefreshTrial.HERE;
import static io.freshet.charts.refresh.RefreshTrial.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.warehouse.Refreshed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How the cache follows a warehouse and pollers of the test's own, in time of the test's own. */
class RefresherTest {

    private final RefreshTrial trial = new RefreshTrial();

    @Test
    void readsEverythingOnceItIsConnected() {
        trial.refresher.connected(trial.session);

        assertThat(trial.session.reads).hasSize(1);
        assertThat(trial.session.last().sources()).isEmpty();
        assertThat(trial.session.last().versions()).isEmpty();
        assertThat(trial.cache.isLoaded()).isFalse();

        trial.session.answer(everything(HERE, applied(FRA, 5), applied(GBR, 5)));
        assertThat(trial.cache.isLoaded()).isTrue();
        assertThat(trial.changes).isEqualTo(1);
        assertThat(trial.session.proven).isTrue();
        assertThat(trial.freshness()).contains("FRA", "GBR");
    }

    @Test
    void readsOfAKnownSourceOnlyWhatChanged() {
        trial.load();

        trial.notify(FRA, 6);

        assertThat(trial.session.last().sources()).contains(Set.of(FRA));
        assertThat(trial.session.last().versions()).containsEntry(FRA, 5L);
        trial.session.answer(some(applied(FRA, 6)));
        trial.timer.advance(100);
        trial.notify(FRA, 7);
        assertThat(trial.session.last().versions()).containsEntry(FRA, 6L);
    }

    @Test
    void readsEverythingWhereAnUnknownSourceChanged() {
        trial.load();

        trial.notify(3, 1);

        assertThat(trial.session.last().sources()).isEmpty();
        assertThat(trial.session.last().versions()).containsEntry(FRA, 5L);
    }

    @Test
    void readsAllThatChangedWhileItReadInOneGo() {
        trial.load();
        trial.notify(FRA, 6);
        trial.notify(FRA, 7);
        trial.notify(GBR, 6);
        trial.notify(GBR, 7);
        assertThat(trial.session.reads).hasSize(2);

        trial.session.answer(some(applied(FRA, 6)));
        trial.timer.advance(100);

        assertThat(trial.session.reads).hasSize(3);
        assertThat(trial.session.last().sources()).contains(Set.of(FRA, GBR));
    }

    @Test
    void givesUpAConnectionThatFailsAndReadsAllAnewOnTheNextOne() {
        trial.load();
        trial.notify(FRA, 6);

        trial.session.last().answer().fail("no answer in time");
        assertThat(trial.session.givenUp).isTrue();
        trial.refresher.lost();
        trial.timer.advance(100);
        PlayedSession next = new PlayedSession();
        trial.refresher.connected(next);

        assertThat(next.last().sources()).isEmpty();
        assertThat(next.last().versions()).isEmpty();
        assertThat(trial.freshness()).contains("FRA", "GBR");
    }

    @Test
    void leavesAConnectionAloneThatIsNotTheOneThatFailed() {
        trial.refresher.connected(trial.session);
        trial.refresher.lost();
        PlayedSession next = new PlayedSession();
        trial.refresher.connected(next);

        trial.session.last().answer().fail("closed");

        assertThat(next.givenUp).isFalse();
        trial.timer.advance(100);
        assertThat(next.reads).hasSize(1);
    }

    @Test
    void takesNoNoticeOfWhatAFormerConnectionAnswersLate() {
        trial.refresher.connected(trial.session);
        trial.refresher.lost();
        PlayedSession next = new PlayedSession();
        trial.refresher.connected(next);

        trial.session.answer(everything(HERE, applied(FRA, 5)));
        trial.timer.advance(100);

        assertThat(trial.cache.isLoaded()).isFalse();
        assertThat(next.last().versions()).isEmpty();
        assertThat(next.last().sources()).isEmpty();
    }

    @Test
    void givesUpAConnectionWhoseAnswersCannotBeUsed() {
        trial.refresher.connected(trial.session);

        trial.session.answer(new Refreshed(Optional.empty(), null, Map.of()));

        assertThat(trial.session.givenUp).isTrue();
        assertThat(trial.session.proven).isFalse();
    }

    @Test
    void waitsForAWarehouseWithoutTables() {
        trial.refresher.connected(trial.session);
        trial.session.last().answer().complete(Optional.empty());
        assertThat(trial.cache.isLoaded()).isFalse();
        assertThat(trial.session.proven).isTrue();

        trial.timer.advance(100);
        trial.refresher.look();
        trial.session.answer(everything(HERE, applied(FRA, 1)));

        assertThat(trial.cache.isLoaded()).isTrue();
    }

    @Test
    void showsWhatAPollerSaysOnceItIsApplied() {
        trial.load();

        trial.refresher.heard(List.of(status("fra", 6, START.minusSeconds(2))));
        assertThat(trial.freshness()).contains("\"id\":\"FRA\",\"ageSeconds\":60,");
        trial.notify(FRA, 6);
        trial.session.answer(some(applied(FRA, 6)));

        assertThat(trial.freshness()).contains("\"id\":\"FRA\",\"ageSeconds\":2,");
    }

    @Test
    void doesNotCallNewAgesAChange() {
        trial.load();
        int before = trial.changes;

        trial.refresher.heard(List.of(status("fra", 5, START)));

        assertThat(trial.changes).isEqualTo(before);
        assertThat(trial.freshness()).contains("\"id\":\"FRA\",\"ageSeconds\":0,");
    }

    @Test
    void letsAgesGrowWhileTheWarehouseIsAway() {
        trial.load();
        trial.refresher.lost();

        trial.clock.set(START.plusSeconds(30));
        trial.refresher.passTime();

        assertThat(trial.freshness()).contains("\"id\":\"FRA\",\"ageSeconds\":90,");
    }

    @Test
    void readsNothingWhileTheWarehouseIsAway() {
        trial.load();
        trial.refresher.lost();

        trial.notify(FRA, 6);
        trial.refresher.look();
        trial.timer.advance(1_000);

        assertThat(trial.session.reads).hasSize(1);
    }
}

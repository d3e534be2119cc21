package io.freshet.charts.refresh;

import static io.freshet.charts.refresh.PlayedSession.applied;
import static io.freshet.charts.refresh.PlayedSession.everything;
import static io.freshet.charts.refresh.PlayedSession.some;
import static io.freshet.charts.refresh.RefreshTrial.FRA;
import static io.freshet.charts.refresh.RefreshTrial.GBR;
import static io.freshet.charts.refresh.RefreshTrial.HERE;
import static io.freshet.charts.refresh.RefreshTrial.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.warehouse.AppliedPosition;
import io.freshet.charts.warehouse.FormerChart;
import io.freshet.charts.warehouse.Refreshed;
import io.freshet.charts.warehouse.Registry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is shown while a changed definition makes its tables. */
class RefreshedAfterUpgradeTest {

    private static final String FORMER =
            """
            pipeline: pisa
            path: .
            tables:
              responses: {key: id, columns: {cnt: text}}
            charts:
              submissions: {of: responses, value: count}
            """;

    private final RefreshTrial trial = new RefreshTrial();

    @Test
    void takesNothingOfTablesThatAnotherDefinitionMadeBeforeItLookedAtEverything() {
        trial.load();
        trial.notify(FRA, 6);

        trial.session.answer(some(applied(FRA, 6, 2)));
        trial.timer.advance(100);

        assertThat(trial.changes).isEqualTo(1);
        assertThat(trial.session.last().sources()).isEmpty();
        assertThat(trial.session.last().versions()).containsEntry(FRA, 5L);

        trial.session.answer(everything(HERE, applied(FRA, 6, 2), applied(GBR, 5, 2)));
        trial.timer.advance(100);
        trial.notify(FRA, 7);
        trial.session.answer(some(applied(FRA, 7, 2)));
        trial.timer.advance(100);
        trial.notify(FRA, 8);

        assertThat(trial.session.last().sources()).contains(Set.of(FRA));
        assertThat(trial.session.last().versions()).containsEntry(FRA, 7L);
    }

    @Test
    void doesNotCallEmptyWhatAnotherDefinitionHasNotMade() {
        trial.load();
        assertThat(trial.refusal("/charts/submissions")).isEmpty();

        trial.refresher.look();
        trial.session.answer(everything(HERE, applied(FRA, 5, 2), applied(GBR, 5, 2)));

        assertThat(trial.refusal("/charts/submissions")).isPresent();
    }

    @Test
    void readsChartsAsTheyWereBeforeItShowsThatNewOnesAreNotReady() {
        trial.load();
        trial.refresher.look();
        trial.session.answer(former(Map.of(), applied(FRA, 5), applied(GBR, 5)));
        trial.refresher.passTime();

        assertThat(trial.changes).isEqualTo(1);

        trial.timer.advance(100);
        assertThat(trial.session.last().sources()).isEmpty();

        // what they were made of is gone: nothing waits for it twice
        trial.session.answer(former(Map.of(), applied(FRA, 6), applied(GBR, 5)));
        assertThat(trial.changes).isEqualTo(2);
    }

    @Test
    void letsTimePassWhereTheWarehouseGoesAwayBeforeChartsAsTheyWereAreRead() {
        trial.load();
        trial.refresher.look();
        trial.session.answer(former(Map.of(), applied(FRA, 5), applied(GBR, 5)));
        trial.refresher.lost();

        // into the next hour, which the chart over time begins with
        trial.clock.set(START.plusSeconds(3_600));
        trial.refresher.passTime();

        assertThat(trial.changes).isEqualTo(2);
    }

    @Test
    void beginsAnewWhereTablesAreMadeAnewBeforeChartsAsTheyWereAreRead() {
        trial.refresher.connected(trial.session);
        Map<String, Long> tables = Map.of("pisa.responses", 1L);
        trial.session.answer(everything(HERE, tables, applied(FRA, 5), applied(GBR, 5)));
        trial.timer.advance(100);
        trial.refresher.look();
        trial.session.answer(former(tables, applied(FRA, 5), applied(GBR, 5)));
        trial.timer.advance(100);

        Map<String, Long> others = Map.of("pisa.responses", 2L);
        trial.session.answer(everything(HERE, others, applied(FRA, 6), applied(GBR, 6)));
        trial.timer.advance(100);

        assertThat(trial.session.last().sources()).isEmpty();
        assertThat(trial.session.last().versions()).isEmpty();
    }

    private static Refreshed former(Map<String, Long> identities, AppliedPosition... applied) {
        Refreshed everything = everything(HERE, identities, applied);
        Registry registry = everything.registry().orElseThrow();
        return new Refreshed(
                Optional.of(
                        new Registry(
                                registry.installation(),
                                registry.sources(),
                                registry.statuses(),
                                registry.building(),
                                registry.toGo(),
                                registry.audited(),
                                List.of(
                                        new FormerChart(
                                                "pisa",
                                                "submissions",
                                                "before",
                                                Optional.of(FORMER),
                                                0)),
                                registry.identities())),
                everything.applied(),
                everything.rows());
    }
}

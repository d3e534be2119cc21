package io.freshet.charts.refresh;

import static io.freshet.charts.refresh.PlayedSession.applied;
import static io.freshet.charts.refresh.PlayedSession.everything;
import static io.freshet.charts.refresh.PlayedSession.some;
import static io.freshet.charts.refresh.PlayedSession.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.cache.ChartCache;
import io.freshet.charts.cache.ShownTraces;
import io.freshet.charts.catalogue.ChartCatalogue;
import io.freshet.charts.request.Selection;
import io.freshet.charts.settings.ChartSettings;
import io.freshet.charts.source.Sources;
import io.freshet.charts.time.ManualTimer;
import io.freshet.charts.time.TestClock;
import io.freshet.charts.warehouse.AppliedNotice;
import io.freshet.charts.warehouse.Refreshed;
import io.freshet.pipeline.PipelineLibrary;
import io.freshet.runtime.tracing.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the cache follows a warehouse and pollers of the test's own, in time of the test's own. */
class RefresherTest {

    static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
    private static final UUID HERE = new UUID(1, 1);
    private static final UUID ELSEWHERE = new UUID(2, 2);
    static final int FRA = 1;
    static final int GBR = 2;

    private final ManualTimer timer = new ManualTimer();
    private final TestClock clock = new TestClock(START);
    private final ChartSettings settings =
            new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withMapping(ChartSettings.class)
                    .build()
                    .getConfigMapping(ChartSettings.class);
    private final ChartCatalogue catalogue =
            new ChartCatalogue(PipelineLibrary.load(List.of()).inUse(Set.of()).all(), "UTC", clock);
    private final ChartCache cache =
            new ChartCache(new ChartModel(catalogue, new Sources(), clock, settings).render());
    private final Refresher refresher =
            new Refresher(
                    catalogue,
                    settings,
                    cache,
                    new FreshnessMeter(new SimpleMeterRegistry(), clock),
                    new RefreshTraces(Tracing.OFF, new ShownTraces(), clock),
                    clock,
                    timer);
    private final PlayedSession session = new PlayedSession();
    private int changes;

    @BeforeEach
    void watch() {
        cache.watch(() -> changes++);
    }

    private void notify(int source, long version) {
        refresher.notified(List.of(new AppliedNotice(source, version, 0, "")));
    }

    /** Connects, and answers with both sources at version 5. */
    private void load() {
        refresher.connected(session);
        session.answer(everything(HERE, applied(FRA, 5), applied(GBR, 5)));
        timer.advance(100);
    }

    private String freshness() {
        return cache.current()
                .renderings()
                .get(catalogue.at("/charts/freshness").index())
                .body(Selection.ALL)
                .content()
                .toString();
    }

    @Test
    void readsEverythingOnceItIsConnected() {
        refresher.connected(session);

        assertThat(session.reads).hasSize(1);
        assertThat(session.last().sources()).isEmpty();
        assertThat(session.last().versions()).isEmpty();
        assertThat(cache.isLoaded()).isFalse();

        session.answer(everything(HERE, applied(FRA, 5), applied(GBR, 5)));
        assertThat(cache.isLoaded()).isTrue();
        assertThat(changes).isEqualTo(1);
        assertThat(session.proven).isTrue();
        assertThat(freshness()).contains("FRA", "GBR");
    }

    @Test
    void readsOfAKnownSourceOnlyWhatChanged() {
        load();

        notify(FRA, 6);

        assertThat(session.last().sources()).contains(Set.of(FRA));
        assertThat(session.last().versions()).containsEntry(FRA, 5L);
        session.answer(some(applied(FRA, 6)));
        timer.advance(100);
        notify(FRA, 7);
        assertThat(session.last().versions()).containsEntry(FRA, 6L);
    }

    @Test
    void readsEverythingWhereAnUnknownSourceChanged() {
        load();

        notify(3, 1);

        assertThat(session.last().sources()).isEmpty();
        assertThat(session.last().versions()).containsEntry(FRA, 5L);
    }

    @Test
    void readsAllThatChangedWhileItReadInOneGo() {
        load();
        notify(FRA, 6);
        notify(FRA, 7);
        notify(GBR, 6);
        notify(GBR, 7);
        assertThat(session.reads).hasSize(2);

        session.answer(some(applied(FRA, 6)));
        timer.advance(100);

        assertThat(session.reads).hasSize(3);
        assertThat(session.last().sources()).contains(Set.of(FRA, GBR));
    }

    @Test
    void givesUpAConnectionThatFailsAndReadsAllAnewOnTheNextOne() {
        load();
        notify(FRA, 6);

        session.last().answer().fail("no answer in time");
        assertThat(session.givenUp).isTrue();
        refresher.lost();
        timer.advance(100);
        PlayedSession next = new PlayedSession();
        refresher.connected(next);

        assertThat(next.last().sources()).isEmpty();
        assertThat(next.last().versions()).isEmpty();
        assertThat(freshness()).contains("FRA", "GBR");
    }

    @Test
    void leavesAConnectionAloneThatIsNotTheOneThatFailed() {
        refresher.connected(session);
        refresher.lost();
        PlayedSession next = new PlayedSession();
        refresher.connected(next);

        session.last().answer().fail("closed");

        assertThat(next.givenUp).isFalse();
        timer.advance(100);
        assertThat(next.reads).hasSize(1);
    }

    @Test
    void takesNoNoticeOfWhatAFormerConnectionAnswersLate() {
        refresher.connected(session);
        refresher.lost();
        PlayedSession next = new PlayedSession();
        refresher.connected(next);

        session.answer(everything(HERE, applied(FRA, 5)));
        timer.advance(100);

        assertThat(cache.isLoaded()).isFalse();
        assertThat(next.last().versions()).isEmpty();
        assertThat(next.last().sources()).isEmpty();
    }

    @Test
    void givesUpAConnectionWhoseAnswersCannotBeUsed() {
        refresher.connected(session);

        session.answer(new Refreshed(Optional.empty(), null, Map.of()));

        assertThat(session.givenUp).isTrue();
        assertThat(session.proven).isFalse();
    }

    @Test
    void waitsForAWarehouseWithoutTables() {
        refresher.connected(session);
        session.last().answer().complete(Optional.empty());
        assertThat(cache.isLoaded()).isFalse();
        assertThat(session.proven).isTrue();

        timer.advance(100);
        refresher.look();
        session.answer(everything(HERE, applied(FRA, 1)));

        assertThat(cache.isLoaded()).isTrue();
    }

    @Test
    void readsAWarehouseAnewThatIsAnotherOne() {
        load();
        refresher.look();

        session.answer(everything(ELSEWHERE, applied(FRA, 9), applied(GBR, 9)));
        timer.advance(100);

        assertThat(session.last().versions()).isEmpty();
        assertThat(changes).isEqualTo(1);
        session.answer(everything(ELSEWHERE, applied(FRA, 9), applied(GBR, 9)));
        timer.advance(100);
        refresher.look();
        assertThat(session.last().versions()).containsEntry(FRA, 9L);
    }

    @Test
    void readsAWarehouseAnewOfWhichATableWasMadeAnew() {
        refresher.connected(session);
        session.answer(withTables(Map.of("a", 1L, "b", 2L)));
        timer.advance(100);
        refresher.look();
        session.answer(withTables(Map.of("b", 2L)));
        timer.advance(100);
        assertThat(session.reads).as("one that is not read now says nothing").hasSize(2);

        refresher.look();
        session.answer(withTables(Map.of("a", 1L, "b", 3L)));
        timer.advance(100);

        assertThat(session.last().versions()).isEmpty();
        session.answer(withTables(Map.of("a", 1L, "b", 3L)));
        timer.advance(100);
        refresher.look();
        assertThat(session.last().versions()).containsEntry(FRA, 5L);
    }

    private static Refreshed withTables(Map<String, Long> identities) {
        return everything(HERE, identities, applied(FRA, 5), applied(GBR, 5));
    }

    @Test
    void readsAWarehouseAnewThatWentBackInTime() {
        load();
        notify(FRA, 6);

        session.answer(some(applied(FRA, 4)));
        timer.advance(100);

        assertThat(session.last().versions()).isEmpty();
        assertThat(session.last().sources()).isEmpty();
    }

    @Test
    void readsAWarehouseAnewThatLacksASource() {
        load();
        refresher.look();

        session.answer(everything(HERE, applied(FRA, 5)));
        timer.advance(100);

        assertThat(session.last().versions()).isEmpty();
    }

    @Test
    void showsWhatAPollerSaysOnceItIsApplied() {
        load();

        refresher.heard(List.of(status("fra", 6, START.minusSeconds(2))));
        assertThat(freshness()).contains("\"id\":\"FRA\",\"ageSeconds\":60,");
        notify(FRA, 6);
        session.answer(some(applied(FRA, 6)));

        assertThat(freshness()).contains("\"id\":\"FRA\",\"ageSeconds\":2,");
    }

    @Test
    void doesNotCallNewAgesAChange() {
        load();
        int before = changes;

        refresher.heard(List.of(status("fra", 5, START)));

        assertThat(changes).isEqualTo(before);
        assertThat(freshness()).contains("\"id\":\"FRA\",\"ageSeconds\":0,");
    }

    @Test
    void letsAgesGrowWhileTheWarehouseIsAway() {
        load();
        refresher.lost();

        clock.set(START.plusSeconds(30));
        refresher.passTime();

        assertThat(freshness()).contains("\"id\":\"FRA\",\"ageSeconds\":90,");
    }

    @Test
    void readsNothingWhileTheWarehouseIsAway() {
        load();
        refresher.lost();

        notify(FRA, 6);
        refresher.look();
        timer.advance(1_000);

        assertThat(session.reads).hasSize(1);
    }
}

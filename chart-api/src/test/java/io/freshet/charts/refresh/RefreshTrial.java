package io.freshet.charts.refresh;

import static io.freshet.charts.refresh.PlayedSession.applied;
import static io.freshet.charts.refresh.PlayedSession.everything;

import io.freshet.charts.cache.ChartCache;
import io.freshet.charts.cache.ShownTraces;
import io.freshet.charts.catalogue.ChartCatalogue;
import io.freshet.charts.request.Selection;
import io.freshet.charts.settings.ChartSettings;
import io.freshet.charts.source.Sources;
import io.freshet.charts.time.ManualTimer;
import io.freshet.charts.time.TestClock;
import io.freshet.charts.warehouse.AppliedNotice;
import io.freshet.pipeline.PipelineLibrary;
import io.freshet.runtime.tracing.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A {@link Refresher} with a warehouse, a timer and a clock that a test plays. */
class RefreshTrial {

    static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
    static final UUID HERE = new UUID(1, 1);
    static final UUID ELSEWHERE = new UUID(2, 2);
    static final int FRA = 1;
    static final int GBR = 2;

    final ManualTimer timer = new ManualTimer();
    final TestClock clock = new TestClock(START);
    private final ChartSettings settings =
            new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withMapping(ChartSettings.class)
                    .build()
                    .getConfigMapping(ChartSettings.class);
    private final ChartCatalogue catalogue =
            new ChartCatalogue(PipelineLibrary.load(List.of()).inUse(Set.of()).all(), "UTC", clock);
    final ChartCache cache =
            new ChartCache(new ChartModel(catalogue, new Sources(), clock, settings).render());
    final Refresher refresher =
            new Refresher(
                    catalogue,
                    settings,
                    cache,
                    new FreshnessMeter(new SimpleMeterRegistry(), clock),
                    new RefreshTraces(Tracing.OFF, new ShownTraces(), clock),
                    clock,
                    timer);
    final PlayedSession session = new PlayedSession();
    int changes;

    RefreshTrial() {
        cache.watch(() -> changes++);
    }

    void notify(int source, long version) {
        refresher.notified(List.of(new AppliedNotice(source, version, 0, "")));
    }

    /** Connects, and answers with both sources at version 5. */
    void load() {
        refresher.connected(session);
        session.answer(everything(HERE, applied(FRA, 5), applied(GBR, 5)));
        timer.advance(100);
    }

    /** Why a chart has no answer; empty where it has one. */
    Optional<String> refusal(String path) {
        return cache.current().renderings().get(catalogue.at(path).index()).refusal(Selection.ALL);
    }

    String freshness() {
        return cache.current()
                .renderings()
                .get(catalogue.at("/charts/freshness").index())
                .body(Selection.ALL)
                .content()
                .toString();
    }
}

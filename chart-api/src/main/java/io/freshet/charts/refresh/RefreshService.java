package io.freshet.charts.refresh;

import io.freshet.charts.cache.ChartCache;
import io.freshet.charts.catalogue.ChartCatalogue;
import io.freshet.charts.settings.ChartSettings;
import io.freshet.charts.time.ChartTime;
import io.freshet.charts.time.VertxTimer;
import io.freshet.charts.warehouse.WarehouseLink;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.WarehouseConfig;
import io.freshet.events.SourceStatus;
import io.freshet.yaml.DeclarationException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Starts and ends the refreshing, and keeps it on its event loop. Thread-safe. */
@Singleton
final class RefreshService {

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final Vertx vertx;
    private final Context context;
    private final Clock clock;
    private final ChartSettings settings;
    private final WarehouseLink link;
    private final Refresher refresher;

    @Inject
    RefreshService(
            Vertx vertx,
            FreshetConfig config,
            ChartSettings settings,
            ChartCatalogue catalogue,
            ChartCache cache,
            FreshnessMeter meter,
            RefreshTraces traces,
            @ChartTime Clock clock) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.clock = clock;
        this.settings = settings;
        WarehouseConfig warehouse =
                config.warehouse()
                        .orElseThrow(
                                () ->
                                        new DeclarationException(
                                                "warehouse: is missing; the chart API reads its"
                                                        + " charts from there",
                                                null));
        this.refresher =
                new Refresher(
                        catalogue, settings, cache, meter, traces, clock, new VertxTimer(vertx));
        this.link =
                new WarehouseLink(vertx, context, warehouse, settings.refreshTimeout(), refresher);
    }

    void start(@Observes StartupEvent started) {
        context.runOnContext(
                ignored -> {
                    link.open();
                    vertx.setPeriodic(settings.lookInterval().toMillis(), timer -> tick());
                    awaitMinute();
                });
    }

    void end(@Observes ShutdownEvent ended) {
        context.runOnContext(ignored -> link.end());
    }

    /** Takes what a poller says; may be called from any thread. */
    void heard(List<SourceStatus> statuses) {
        context.runOnContext(ignored -> refresher.heard(statuses));
    }

    private void tick() {
        refresher.passTime();
        refresher.look();
    }

    private void awaitMinute() {
        vertx.setTimer(
                MINUTE - Math.floorMod(clock.millis(), MINUTE) + 1,
                timer -> {
                    // a day may have begun, of which charts show other rows
                    tick();
                    awaitMinute();
                });
    }
}

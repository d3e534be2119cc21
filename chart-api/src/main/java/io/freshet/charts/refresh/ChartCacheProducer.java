package io.freshet.charts.refresh;

import io.freshet.charts.cache.ChartCache;
import io.freshet.charts.catalogue.ChartCatalogue;
import io.freshet.charts.settings.ChartSettings;
import io.freshet.charts.source.Sources;
import io.freshet.charts.time.ChartTime;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the cache, with charts of no data at first. */
@Singleton
final class ChartCacheProducer {

    @Produces
    @Singleton
    ChartCache cache(ChartCatalogue catalogue, ChartSettings settings, @ChartTime Clock clock) {
        return new ChartCache(new ChartModel(catalogue, new Sources(), clock, settings).render());
    }
}

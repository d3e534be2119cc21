package io.freshet.charts.http;

import io.freshet.charts.cache.ChartCache;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the warehouse was read; stays so while warehouse or broker are away, as the charts are
 * still served then, with honest ages.
 */
@Readiness
@Singleton
final class LoadedCheck implements HealthCheck {

    private final ChartCache cache;

    @Inject
    LoadedCheck(ChartCache cache) {
        this.cache = cache;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("charts loaded").status(cache.isLoaded()).build();
    }
}

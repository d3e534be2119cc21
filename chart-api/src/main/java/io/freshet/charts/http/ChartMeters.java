package io.freshet.charts.http;

import io.freshet.charts.cache.ChartCache;
import io.freshet.charts.catalogue.ChartCatalogue;
import io.freshet.charts.catalogue.ServedChart;
import io.freshet.charts.summary.Absence;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/** Counts requests by chart, and says which have no answer. Thread-safe. */
@Singleton
final class ChartMeters {

    private final List<Counter> answered;
    private final List<Counter> unchanged;
    private final List<Counter> refused;

    @Inject
    ChartMeters(MeterRegistry registry, ChartCatalogue catalogue, ChartCache cache) {
        for (ServedChart chart : catalogue.all()) {
            state(
                    registry,
                    cache,
                    chart,
                    "freshet.chart.too.large",
                    "Whether the chart has no answer, as it has too many groups",
                    Absence.TOO_LARGE);
            state(
                    registry,
                    cache,
                    chart,
                    "freshet.chart.former",
                    "Whether the chart is shown as it was, while its new definition is made ready",
                    Absence.FORMER);
        }
        answered = counters(registry, catalogue, "answered", "Requests answered with the chart");
        unchanged =
                counters(
                        registry,
                        catalogue,
                        "unchanged",
                        "Requests answered with 304, as nothing had changed");
        refused =
                counters(
                        registry,
                        catalogue,
                        "refused",
                        "Requests with impossible parameters, and for streams that there was no place for");
    }

    private static void state(
            MeterRegistry registry,
            ChartCache cache,
            ServedChart chart,
            String name,
            String description,
            String state) {
        Gauge.builder(
                        name,
                        cache,
                        now ->
                                now.current().renderings().get(chart.index()).state().equals(state)
                                        ? 1
                                        : 0)
                .description(description)
                .tag("chart", chart.name())
                .register(registry);
    }

    void answered(ServedChart chart) {
        answered.get(chart.index()).increment();
    }

    void unchanged(ServedChart chart) {
        unchanged.get(chart.index()).increment();
    }

    void refused(ServedChart chart) {
        refused.get(chart.index()).increment();
    }

    private static List<Counter> counters(
            MeterRegistry registry, ChartCatalogue catalogue, String what, String description) {
        Function<ServedChart, Counter> counter =
                chart ->
                        Counter.builder("freshet.chart.requests." + what)
                                .description(description)
                                .tag("chart", chart.name())
                                .register(registry);
        return catalogue.all().stream().map(counter).toList();
    }
}

package io.freshet.forage.dashboard;

import io.freshet.forage.problem.Refused;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where each of the six charts comes from; immutable. */
final class Dashboard {
    private final Map<DashboardChart, ChartUrl> urls;

    private Dashboard(Map<DashboardChart, ChartUrl> urls) {
        this.urls = urls;
    }

    /** The charts of that chart-api; an empty address means this server. */
    static Dashboard of(String chartApi) {
        Map<DashboardChart, ChartUrl> urls = new EnumMap<>(DashboardChart.class);
        for (DashboardChart chart : DashboardChart.values()) {
            urls.put(chart, new ChartUrl(chartApi + "/charts/" + chart.key()));
        }
        return new Dashboard(urls);
    }

    /** This one with those URLs in the place of its own; null or blank ones change nothing. */
    Dashboard with(Map<String, String> changed) {
        Map<DashboardChart, ChartUrl> all = new EnumMap<>(urls);
        changed.forEach(
                (key, url) -> {
                    if (url != null && !url.isBlank()) {
                        all.put(chart(key), new ChartUrl(url));
                    }
                });
        return new Dashboard(all);
    }

    /** Those URLs that are not the other's, by the charts' keys. */
    Map<String, String> except(Dashboard other) {
        Map<String, String> different = toMap();
        different.entrySet().removeAll(other.toMap().entrySet());
        return different;
    }

    /** All six URLs by the charts' keys. */
    Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        urls.forEach((chart, url) -> map.put(chart.key(), url.text()));
        return map;
    }

    private static DashboardChart chart(String key) {
        return DashboardChart.of(key)
                .orElseThrow(() -> Refused.badRequest("There is no chart called " + key + "."));
    }
}

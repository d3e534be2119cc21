package io.freshet.forage.dashboard;

import java.util.Arrays;
import java.util.Optional;

/** The six charts of a dashboard. */
enum DashboardChart {
    SUBMISSIONS("submissions"),
    SUBMISSIONS_OVER_TIME("submissions-over-time"),
    LEARNING_HOURS("learning-hours-per-week"),
    ESCS("escs"),
    EARLY_EDUCATION_AND_BELONGING("early-education-and-belonging"),
    FRESHNESS("freshness");

    private final String key;

    DashboardChart(String key) {
        this.key = key;
    }

    /** Its name in a dashboard's JSON and in the database, and its path below {@code /charts/}. */
    String key() {
        return key;
    }

    static Optional<DashboardChart> of(String key) {
        return Arrays.stream(values()).filter(chart -> chart.key.equals(key)).findFirst();
    }
}

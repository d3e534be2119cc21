package io.freshet.charts.rendering;

import io.freshet.charts.summary.GroupKey;
import io.freshet.charts.summary.ListedRows;
import io.freshet.charts.summary.Summary;

/** What charts of tests are made of: nothing, where a test does not say otherwise. */
public class NoMaterial implements ChartKinds.Material {

    @Override
    public Summary<String> byColumn(String summary) {
        throw new IllegalArgumentException(summary);
    }

    @Override
    public Summary<Long> byTime(String summary) {
        throw new IllegalArgumentException(summary);
    }

    @Override
    public Summary<GroupKey> byDimensions(String summary) {
        throw new IllegalArgumentException(summary);
    }

    @Override
    public ListedRows rows(String chart) {
        throw new IllegalArgumentException(chart);
    }

    @Override
    public boolean anyData() {
        return true;
    }
}

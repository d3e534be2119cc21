package io.freshet.charts.rendering;

import io.freshet.charts.summary.GroupKey;
import io.freshet.charts.summary.ListedRows;
import io.freshet.charts.summary.Summary;

/**
 * What a chart of rows is made of, and nothing else.
 *
 * @param rows the rows of any chart
 */
public record RowsMaterial(ListedRows rows) implements ChartKinds.Material {

    @Override
    public ListedRows rows(String chart) {
        return rows;
    }

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
    public boolean anyData() {
        return true;
    }
}

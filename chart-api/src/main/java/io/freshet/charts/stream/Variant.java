package io.freshet.charts.stream;

import io.freshet.charts.catalogue.ServedChart;
import io.freshet.charts.request.Selection;

/**
 * What listeners may share: a chart and what is selected of it.
 *
 * @param chart the chart
 * @param selection what is selected
 */
record Variant(ServedChart chart, Selection selection) {}

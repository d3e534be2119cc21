package io.freshet.charts.stream;

import io.freshet.charts.board.Chart;
import io.freshet.charts.request.Selection;

/**
 * What listeners may share: a chart and what is selected of it.
 *
 * @param chart the chart
 * @param selection what is selected
 */
record Variant(Chart chart, Selection selection) {}

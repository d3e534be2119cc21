/** Keeps the chart cache up to date with the warehouse and with what pollers say. */
package io.freshet.charts.refresh;

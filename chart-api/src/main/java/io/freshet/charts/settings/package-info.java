/** What can be set about the chart API, and its bounds. */
package io.freshet.charts.settings;

/** The clock and the timers that charts go by, which tests replace. */
package io.freshet.charts.time;

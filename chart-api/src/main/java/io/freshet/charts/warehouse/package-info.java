/** Reading the warehouse: all of it once, then what changed. */
package io.freshet.charts.warehouse;

/** Summary tables as they are held in memory. */
package io.freshet.charts.summary;

/** The chart API: keeps all summaries in memory and serves charts rendered ahead of requests. */
package io.freshet.charts;

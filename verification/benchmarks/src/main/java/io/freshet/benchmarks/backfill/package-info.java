/** How fast rows that were there before get into the charts. */
package io.freshet.benchmarks.backfill;

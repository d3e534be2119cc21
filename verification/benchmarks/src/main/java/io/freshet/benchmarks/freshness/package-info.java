/** From COMMIT in a source to the first chart answer that shows the row, stage by stage. */
package io.freshet.benchmarks.freshness;

/** Rows lost by the ways in which tables are usually tailed, and by Freshet, side by side. */
package io.freshet.benchmarks.exactness;

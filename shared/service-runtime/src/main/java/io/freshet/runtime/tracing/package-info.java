/** Traces of what becomes of rows, from the poll that found them to the chart that shows them. */
package io.freshet.runtime.tracing;

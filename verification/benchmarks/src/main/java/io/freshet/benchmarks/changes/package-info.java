/** How soon changes of a large table are shown, at what cost, and how soon it is live again. */
package io.freshet.benchmarks.changes;

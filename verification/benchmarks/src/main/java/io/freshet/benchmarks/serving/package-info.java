/** How many chart answers per second, and how fast. */
package io.freshet.benchmarks.serving;

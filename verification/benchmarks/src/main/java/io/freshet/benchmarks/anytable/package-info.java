/** Tables and charts of definitions as anybody may write them: {@code bench any}. */
package io.freshet.benchmarks.anytable;

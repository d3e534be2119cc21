/** What a benchmark says: distributions and tables, on the console and as Markdown. */
package io.freshet.benchmarks.report;

/**
 * The statements that change a table with its summaries and range checksums, and their parameters.
 */
package io.freshet.aggregator.statement;

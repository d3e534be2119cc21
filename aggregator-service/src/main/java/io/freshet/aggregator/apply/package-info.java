/** Applies changes in transactions: admits events by their position, runs the steps, counts. */
package io.freshet.aggregator.apply;

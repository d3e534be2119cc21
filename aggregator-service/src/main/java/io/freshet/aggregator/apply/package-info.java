/** Applies batches of change events: one transaction each, with work that depends on the batch. */
package io.freshet.aggregator.apply;

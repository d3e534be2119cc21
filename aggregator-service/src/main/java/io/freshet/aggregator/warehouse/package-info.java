/** The aggregator's connections to the warehouse, and the sources registered there. Blocks. */
package io.freshet.aggregator.warehouse;

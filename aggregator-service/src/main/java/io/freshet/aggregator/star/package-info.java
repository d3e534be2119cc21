/** The statements that make star tables and keep them in step with the rows that are held. */
package io.freshet.aggregator.star;

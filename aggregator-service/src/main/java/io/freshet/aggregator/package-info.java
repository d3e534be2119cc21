/** The aggregator: keeps the warehouse equal to what the sources hold. */
package io.freshet.aggregator;

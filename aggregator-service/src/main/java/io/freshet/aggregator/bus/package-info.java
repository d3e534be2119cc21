/** Takes change events from the broker and gives them back only when they are applied. */
package io.freshet.aggregator.bus;

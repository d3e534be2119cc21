/**
 * The contract that crosses the message bus: what the poller publishes, what the aggregator applies
 * and what the chart API learns about each source's freshness.
 */
package io.freshet.events;

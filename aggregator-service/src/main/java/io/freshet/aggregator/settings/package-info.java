/** What can be set for the aggregator, and its limits. */
package io.freshet.aggregator.settings;

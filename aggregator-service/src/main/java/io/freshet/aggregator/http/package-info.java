/** What operators ask the aggregator. */
package io.freshet.aggregator.http;

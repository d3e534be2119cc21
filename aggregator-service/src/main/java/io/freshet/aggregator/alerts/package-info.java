/** Telling people what is wrong: what there is to tell, when, and by one replica only. */
package io.freshet.aggregator.alerts;

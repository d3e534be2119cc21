/** What a raw value means: a number, a code, a text, nothing, or something to be quarantined. */
package io.freshet.aggregator.normalise;

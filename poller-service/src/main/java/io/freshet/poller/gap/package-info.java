/** The keys that no row has been seen under yet: where every row still to come must turn up. */
package io.freshet.poller.gap;

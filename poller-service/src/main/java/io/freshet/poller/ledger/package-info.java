/** What has been published of a table, summed up per range of keys, to compare with the source. */
package io.freshet.poller.ledger;

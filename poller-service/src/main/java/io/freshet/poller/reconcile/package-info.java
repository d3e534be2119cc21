/**
 * Reconciliation: what changed under known keys is found by comparing digests per range of keys,
 * and ranges that differ are read again.
 */
package io.freshet.poller.reconcile;

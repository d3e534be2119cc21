/**
 * Tailing one source: a worker that goes from state to state, polls for rows that turn up, and does
 * the steps of reconciliation between polls.
 */
package io.freshet.poller.tail;

/** Ownership: every source has exactly one owner at a time, by lease and fencing token. */
package io.freshet.poller.own;

/** Which sources this poller tails: every source has exactly one owner at a time, by its lease. */
package io.freshet.poller.assignment;

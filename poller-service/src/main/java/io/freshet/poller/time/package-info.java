/**
 * Time as the poller needs it, so that tests can make it: a clock, timers, the one thread that a
 * source is tailed on, and limits to how long an answer may take.
 */
package io.freshet.poller.time;

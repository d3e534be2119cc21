package io.freshet.simulator.http;

/**
 * What {@code rate} takes; for the API's description.
 *
 * @param rate submissions per second, from 0
 */
record RateBody(double rate) {}

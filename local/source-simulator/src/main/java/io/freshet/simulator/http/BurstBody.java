package io.freshet.simulator.http;

/**
 * What {@code burst} takes; for the API's description.
 *
 * @param rows how many rows, from 1
 */
record BurstBody(long rows) {}

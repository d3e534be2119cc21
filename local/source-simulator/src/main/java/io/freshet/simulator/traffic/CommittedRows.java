package io.freshet.simulator.traffic;

import io.freshet.simulator.country.CountryCode;

/**
 * Rows that a source has just committed.
 *
 * @param source the source's country
 * @param rows how many rows
 * @param lastId the highest of their ids
 * @param nanoTime {@link System#nanoTime()} when the commit returned
 */
public record CommittedRows(CountryCode source, int rows, long lastId, long nanoTime) {}

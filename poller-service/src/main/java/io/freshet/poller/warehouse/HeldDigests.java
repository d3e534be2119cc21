package io.freshet.poller.warehouse;

import java.util.Map;

/**
 * Rows that the warehouse holds of a table, without their values.
 *
 * @param applied how far that is true: exactly the events up to there are in it
 * @param byKey each row's digest by its key
 */
public record HeldDigests(Applied applied, Map<Long, Long> byKey) {}

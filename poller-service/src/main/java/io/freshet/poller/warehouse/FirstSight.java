package io.freshet.poller.warehouse;

/**
 * What was noted when a table was first seen.
 *
 * @param highestKey the highest key then; {@link Long#MIN_VALUE} for an empty table
 * @param backfilled whether all that was there then has been applied
 */
public record FirstSight(long highestKey, boolean backfilled) {}

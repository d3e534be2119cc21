package io.freshet.poller.warehouse;

/**
 * How far a table has got.
 *
 * @param source what stands for the source in the warehouse's tables
 * @param highWaterMark the highest key published; {@link Long#MIN_VALUE} for none
 * @param backfilled whether all that was there at the first sight has been applied
 */
public record TableMark(int source, String table, long highWaterMark, boolean backfilled) {}

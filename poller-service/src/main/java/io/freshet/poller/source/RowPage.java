package io.freshet.poller.source;

import io.freshet.events.RowBlock;

/**
 * Rows as a source gave them.
 *
 * @param rows the rows, perhaps none; a key under which the source has several rows is in it once
 * @param more whether rows that were asked for may have been left out
 * @param asOf of when what was read is, microseconds since 1970 UTC: when the read began, or where
 *     a standby lags, when the last that it had replayed was committed
 * @param costMicros how long the source worked for them, microseconds, by its own clock
 */
public record RowPage(RowBlock rows, boolean more, long asOf, long costMicros) {}

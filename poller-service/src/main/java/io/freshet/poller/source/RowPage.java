package io.freshet.poller.source;

import io.freshet.events.RowBlock;

/**
 * Rows as a source gave them.
 *
 * @param rows the rows, perhaps none
 * @param costMicros how long the source worked for them, microseconds, as far as can be told
 */
public record RowPage(RowBlock rows, long costMicros) {}

package io.freshet.charts.warehouse;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is held in memory, so that only what is new needs to be read.
 *
 * @param tables the summaries and first rows
 * @param versions the version that was last seen of each source
 * @param windowStart from when on summaries by time are held
 */
public record HeldSummaries(
        List<WarehouseTable> tables, Map<Integer, Long> versions, Instant windowStart) {}

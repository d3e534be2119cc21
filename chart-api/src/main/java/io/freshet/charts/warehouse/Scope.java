package io.freshet.charts.warehouse;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a refresh reads.
 *
 * @param everything whether it reads the registry and all sources, those included that are not
 *     known yet; otherwise only the sources in {@code seen}
 * @param seen the sources and the version that was last seen of each
 * @param tables the summaries and first rows read
 * @param windowStart from when on summaries by time are read
 */
public record Scope(
        boolean everything,
        Map<Integer, Long> seen,
        List<WarehouseTable> tables,
        Instant windowStart) {

    Integer[] sources() {
        return seen.keySet().toArray(new Integer[0]);
    }

    Long[] versions() {
        return seen.values().toArray(new Long[0]);
    }
}

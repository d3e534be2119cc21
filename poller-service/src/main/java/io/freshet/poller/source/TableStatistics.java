package io.freshet.poller.source;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What a source's statistics say of a table, without reading it: estimates, where there are any.
 *
 * @param rows about how many rows there are
 * @param distinct about how many different values declared columns have, by their declared names
 */
public record TableStatistics(OptionalLong rows, Map<String, Long> distinct) {

    /** Nothing is known. */
    public static final TableStatistics NONE = new TableStatistics(OptionalLong.empty(), Map.of());

    public TableStatistics {
        distinct = Map.copyOf(distinct);
    }
}

package io.freshet.poller.source;

import java.util.Map;

/**
 * Which rows a source holds, without their values.
 *
 * @param byKey each row's digest by its key, the same digest that comes with a row that is read
 * @param costMicros how long the source worked for them, microseconds, as far as can be told
 */
public record RowDigests(Map<Long, Long> byKey, long costMicros) {

    public RowDigests {
        byKey = Map.copyOf(byKey);
    }
}

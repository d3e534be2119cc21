package io.freshet.poller.source;

import java.util.Map;

/**
 * What was written to a range of keys since a mark.
 *
 * @param rows how many rows the range has in all
 * @param byKey the digest of each row that was written since, by its key
 * @param complete whether those are all; else which were left out is not known
 * @param costMicros how long the source worked for them, microseconds, by its own clock
 * @param mark stands for all that was written by now
 */
public record WrittenRows(
        long rows, Map<Long, Long> byKey, boolean complete, long costMicros, String mark) {

    public WrittenRows {
        byKey = Map.copyOf(byKey);
    }
}

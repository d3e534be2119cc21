package io.freshet.lake.commit;

import java.time.Duration;

/**
 * How much is committed and merged at once.
 *
 * @param commitBytes about how many bytes of values one commit takes; one transaction may have more
 * @param commitRows how many changes one commit takes; one transaction may have more
 * @param objectBytes the size of merged objects, and of parts of a snapshot
 * @param compactAfter how long after its end a day's objects are merged
 * @param retention how long merged objects are kept
 */
public record LakeBounds(
        long commitBytes,
        long commitRows,
        long objectBytes,
        Duration compactAfter,
        Duration retention) {}

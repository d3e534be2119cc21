package io.freshet.aggregator.apply;

import io.freshet.aggregator.settings.AggregatorLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How long proving summaries rests after each comparison, so that it takes no more than {@link
 * AggregatorLimits#PROOF_PERCENT} of the warehouse's time. Not thread-safe.
 */
final class ProofPace {

    private final Map<String, Duration> last = new HashMap<>();

    /**
     * How long to rest; no longer than {@code least} after the first.
     *
     * @param comparison tells it from all others
     * @param worked how long it took. The shorter of this and of the time before counts: what took
     *     long only once had waited for a busy machine, and is no work of ours
     * @param least the least rest
     */
    Duration restAfter(String comparison, Duration worked, Duration least) {
        Duration before = last.put(comparison, worked);
        if (before == null) {
            return least;
        }
        Duration work = worked.compareTo(before) < 0 ? worked : before;
        Duration rest = work.multipliedBy(100 / AggregatorLimits.PROOF_PERCENT - 1L);
        return rest.compareTo(least) < 0 ? least : rest;
    }
}

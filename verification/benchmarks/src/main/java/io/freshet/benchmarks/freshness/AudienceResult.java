package io.freshet.benchmarks.freshness;

import io.freshet.benchmarks.freshness.FreshnessPlan.Audience;

/**
 * What those who looked at the charts got.
 *
 * @param streamed bytes that all listeners got together
 * @param answered answers that visitors got
 * @param nanos in which time
 */
public record AudienceResult(long streamed, long answered, long nanos) {

    String sentence(Audience audience) {
        double seconds = nanos / 1e9;
        return ("Meanwhile %,d listeners got %.1f MB/s over their streams, and visitors %,.0f answers"
                        + " per second.")
                .formatted(audience.listeners(), streamed / seconds / 1e6, answered / seconds);
    }
}

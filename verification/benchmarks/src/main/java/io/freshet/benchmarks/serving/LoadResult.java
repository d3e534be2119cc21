package io.freshet.benchmarks.serving;

import io.freshet.benchmarks.report.Distribution;
import java.util.List;

/**
 * What a load generator found.
 *
 * @param perSecond answers per second
 * @param latencies of all answers
 * @param failures answers with another status than was expected, and broken connections
 */
public record LoadResult(double perSecond, Distribution latencies, long failures) {

    /** What rounds of the same length found together. */
    public static LoadResult of(List<LoadResult> rounds) {
        Distribution latencies = new Distribution();
        rounds.forEach(round -> latencies.add(round.latencies()));
        return new LoadResult(
                rounds.stream().mapToDouble(LoadResult::perSecond).average().orElse(0),
                latencies,
                rounds.stream().mapToLong(LoadResult::failures).sum());
    }
}

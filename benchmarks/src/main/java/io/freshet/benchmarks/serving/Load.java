package io.freshet.benchmarks.serving;

import io.freshet.benchmarks.report.Distribution;

/**
 * What a load generator found.
 *
 * @param perSecond answers per second
 * @param latencies of all answers
 * @param failures answers with another status than was expected, and broken connections
 */
public record Load(double perSecond, Distribution latencies, long failures) {}

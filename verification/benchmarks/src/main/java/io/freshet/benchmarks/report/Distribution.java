package io.freshet.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Durations in an HDR histogram: microseconds, three significant digits, up to ten minutes.
 * Thread-safe.
 */
public final class Distribution {

    /** Heads of the columns that {@link #cells} fills. */
    public static final List<String> HEADS =
            List.of("p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms");

    /** The percentiles under {@link #HEADS}. */
    public static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 100.0);

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    private final Histogram histogram = new Histogram(LONGEST_MICROS, 3);

    /** Takes a duration in nanoseconds; one below zero, of clocks read in a bad order, is zero. */
    public void record(long nanos) {
        record(nanos, 1);
    }

    /** Takes a duration in nanoseconds {@code times} times. */
    public synchronized void record(long nanos, long times) {
        long micros = TimeUnit.NANOSECONDS.toMicros(Math.max(0, nanos));
        histogram.recordValueWithCount(Math.min(micros, LONGEST_MICROS), times);
    }

    /** Takes all that another one took; the other one is not to be added to meanwhile. */
    public synchronized void add(Distribution other) {
        histogram.add(other.histogram);
    }

    /** How many durations were taken. */
    public synchronized long count() {
        return histogram.getTotalCount();
    }

    /** The duration that {@code percentile} (0 to 100) of all do not exceed, in milliseconds. */
    public synchronized double millis(double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1_000.0;
    }

    /** The percentiles under {@link #HEADS}, in milliseconds. */
    public List<String> cells() {
        return PERCENTILES.stream().map(percentile -> text(millis(percentile))).toList();
    }

    private static String text(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.2f" : "%.1f", millis);
    }
}

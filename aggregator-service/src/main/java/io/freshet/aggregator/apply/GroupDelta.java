package io.freshet.aggregator.apply;

import java.math.BigDecimal;
import java.util.Arrays;

/** What rows add to one group of a summary. Not thread-safe. */
final class GroupDelta {

    private final long[] counts;
    private final BigDecimal[] sums;
    private long rows;

    /**
     * @param width how many columns are summed
     */
    GroupDelta(int width) {
        counts = new long[width];
        sums = new BigDecimal[width];
        Arrays.fill(sums, BigDecimal.ZERO);
    }

    void addRow() {
        rows++;
    }

    /** Adds a value, in plain decimal notation, of the summed column in place {@code index}. */
    void addValue(int index, String value) {
        counts[index]++;
        sums[index] = sums[index].add(new BigDecimal(value));
    }

    long rows() {
        return rows;
    }

    long count(int index) {
        return counts[index];
    }

    String sum(int index) {
        return sums[index].toPlainString();
    }
}

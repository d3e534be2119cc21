package io.freshet.aggregator.normalise;

import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.pipeline.RejectionReason;

/**
 * A value that is not what its column declares.
 *
 * @param row index of its row within the batch
 * @param column the column's name
 * @param value the value, cut to {@link AggregatorLimits#QUARANTINED_VALUE} characters that the
 *     warehouse can store
 * @param reason what is wrong with it: a word of {@link RejectionReason}, where the warehouse
 *     refused it followed by what that said
 */
public record RejectedValue(int row, String column, String value, String reason) {

    private static final char REPLACEMENT = '\uFFFD';

    public RejectedValue {
        value = storable(value);
    }

    private static String storable(String value) {
        int end = Math.min(value.length(), AggregatorLimits.QUARANTINED_VALUE);
        if (end < value.length() && Character.isHighSurrogate(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(0, end).replace('\0', REPLACEMENT);
    }

    /** The same value as that of another row. */
    public RejectedValue atRow(int newRow) {
        return new RejectedValue(newRow, column, value, reason);
    }
}

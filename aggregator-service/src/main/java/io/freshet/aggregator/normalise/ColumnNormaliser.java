package io.freshet.aggregator.normalise;

import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.ColumnMeaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the raw values of one column of one batch. Not thread-safe. */
final class ColumnNormaliser {

    /** Values this long were cut by the poller, so that nobody knows what they were. */
    static final int CUT_LENGTH = 4_096;

    /** A value that rows are grouped by is part of an index entry, which must stay small. */
    static final int LONGEST_GROUP = 256;

    private static final int LONGEST_CODE = 256;

    private final ColumnDefinition column;
    private final boolean groupedBy;
    private final Set<String> missing;
    private final String fallback;
    private final List<RejectedValue> rejected = new ArrayList<>();

    /**
     * @param groupedBy whether a summary groups by the column
     * @param attributes the source's attributes
     */
    ColumnNormaliser(
            ColumnDefinition column,
            boolean groupedBy,
            Set<String> missing,
            Map<String, String> attributes) {
        this.column = column;
        this.groupedBy = groupedBy;
        this.missing = missing;
        this.fallback =
                column.meaning() instanceof ColumnMeaning.Code code
                        ? code.otherwise().map(attributes::get).orElse(null)
                        : null;
    }

    /** Each row's value, null where missing; what was wrong is in {@link #rejected()}. */
    String[] normalise(String[] raw) {
        String[] values = new String[raw.length];
        for (int row = 0; row < raw.length; row++) {
            // Codes repeat from row to row: what was found for the row before often holds again.
            boolean repeated = row > 0 && raw[row] != null && raw[row].equals(raw[row - 1]);
            values[row] =
                    repeated && !wasRejected(row - 1) ? values[row - 1] : value(row, raw[row]);
        }
        return values;
    }

    List<RejectedValue> rejected() {
        return rejected;
    }

    private boolean wasRejected(int row) {
        return !rejected.isEmpty() && rejected.get(rejected.size() - 1).row() == row;
    }

    private String value(int row, String raw) {
        String text = raw == null ? "" : WhiteSpace.strip(raw);
        if (text.isEmpty() || missing.contains(text)) {
            return fallback;
        }
        String value =
                column.meaning() instanceof ColumnMeaning.Code
                        ? text.toUpperCase(Locale.ROOT)
                        : text;
        Optional<RejectionReason> objection = objection(raw, value);
        if (objection.isEmpty()) {
            return value;
        }
        rejected.add(new RejectedValue(row, column.name(), raw, objection.get().text()));
        return fallback;
    }

    private Optional<RejectionReason> objection(String raw, String value) {
        ColumnMeaning meaning = column.meaning();
        if (meaning instanceof ColumnMeaning.Decimal) {
            if (!PlainDecimal.matches(value)) {
                return Optional.of(RejectionReason.NOT_A_NUMBER);
            }
            return raw.length() >= CUT_LENGTH
                    ? Optional.of(RejectionReason.TOO_LONG)
                    : Optional.empty();
        }
        if (meaning instanceof ColumnMeaning.Code code && !isCode(code, value)) {
            return Optional.of(RejectionReason.NOT_A_CODE);
        }
        if (value.indexOf('\0') >= 0) {
            return Optional.of(RejectionReason.NOT_STORABLE);
        }
        return groupedBy && value.length() > LONGEST_GROUP
                ? Optional.of(RejectionReason.TOO_LONG)
                : Optional.empty();
    }

    private static boolean isCode(ColumnMeaning.Code code, String value) {
        // A pattern may take a stack frame for each character.
        return value.length() <= LONGEST_CODE && code.pattern().matcher(value).matches();
    }
}

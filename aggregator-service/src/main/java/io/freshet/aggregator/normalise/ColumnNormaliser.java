package io.freshet.aggregator.normalise;

import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the raw values of one column of one batch. Not thread-safe. */
final class ColumnNormaliser {

    private final ColumnDefinition column;
    private final boolean groupedBy;
    private final boolean joinedBy;
    private final Set<String> missing;
    private final String fallback;
    private final List<RejectedValue> rejected = new ArrayList<>();

    /**
     * @param groupedBy whether the column's values are indexed
     * @param joinedBy whether rows of other tables are joined by it: two rows must not have the
     *     same value there that had different ones in the source
     * @param attributes the source's attributes
     */
    ColumnNormaliser(
            ColumnDefinition column,
            boolean groupedBy,
            boolean joinedBy,
            Set<String> missing,
            Map<String, String> attributes) {
        this.column = column;
        this.groupedBy = groupedBy;
        this.joinedBy = joinedBy;
        this.missing = missing;
        this.fallback = column.type().defaultAttribute().map(attributes::get).orElse(null);
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
        boolean verbatim = column.type().isVerbatim();
        String text = raw == null ? "" : verbatim ? raw : WhiteSpace.strip(raw);
        if (raw == null || (!verbatim && (text.isEmpty() || missing.contains(text)))) {
            return fallback;
        }
        String value = column.type().shaped(text);
        Optional<RejectionReason> rejection =
                joinedBy && text.length() < raw.length()
                        ? Optional.of(RejectionReason.NOT_A_JOIN_KEY)
                        : column.type().rejection(raw, value, groupedBy);
        if (rejection.isEmpty()) {
            return value;
        }
        rejected.add(new RejectedValue(row, column.name(), raw, rejection.get().text()));
        return fallback;
    }
}

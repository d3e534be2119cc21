package io.freshet.launcher.check;

import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A group of a summary: what the summary keeps of it, and what its rows add up to so far. Not
 * thread-safe.
 */
final class AuditedGroup {

    private static final String NONE = "0";

    private final List<String> kept;
    private final List<BigDecimal> due;

    private AuditedGroup(List<String> kept) {
        this.kept = kept;
        this.due = new ArrayList<>(Collections.nCopies(kept.size(), BigDecimal.ZERO));
    }

    /** A group that the summary does not have. */
    static AuditedGroup missing(int columns) {
        return new AuditedGroup(Collections.nCopies(columns, NONE));
    }

    /** A group as it stands in the summary: the group, then its numbers as texts. */
    static AuditedGroup of(Row row) {
        List<String> kept = new ArrayList<>();
        for (int column = 1; column < row.size(); column++) {
            kept.add(row.getString(column));
        }
        return new AuditedGroup(kept);
    }

    /** Adds what some of its rows make: the group, then numbers as texts. */
    void add(Row row) {
        for (int column = 0; column < due.size(); column++) {
            due.set(column, due.get(column).add(new BigDecimal(row.getString(column + 1))));
        }
    }

    /** Whether it has rows. */
    boolean hasRows() {
        return due.get(0).signum() != 0;
    }

    /**
     * What is wrong, in words; empty where nothing is.
     *
     * @param columns what its numbers are called
     */
    String difference(List<String> columns) {
        List<String> wrong = new ArrayList<>();
        for (int column = 0; column < due.size(); column++) {
            if (!isEqual(kept.get(column), due.get(column))) {
                wrong.add(
                        "%s is %s and should be %s"
                                .formatted(
                                        columns.get(column).replace("\"", ""),
                                        kept.get(column),
                                        due.get(column).stripTrailingZeros().toPlainString()));
            }
        }
        return String.join(", ", wrong);
    }

    private static boolean isEqual(String kept, BigDecimal due) {
        try {
            return new BigDecimal(kept).compareTo(due) == 0;
        } catch (NumberFormatException e) {
            // NaN or infinite, which no sum of rows is
            return false;
        }
    }
}

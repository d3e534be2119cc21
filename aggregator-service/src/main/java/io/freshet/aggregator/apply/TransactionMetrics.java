package io.freshet.aggregator.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what a transaction does; counted as metrics once it is committed. Not thread-safe. */
final class TransactionMetrics {

    /** An event and what became of it. */
    record Admitted(String source, Admission admission) {}

    /** A source and a reason for values of its rows to be quarantined. */
    record Quarantined(String source, String reason) {}

    /** A source and a star table of it. */
    record Star(String source, String table) {}

    private final Map<Star, Long> inferred = new HashMap<>();
    private final List<Admitted> events = new ArrayList<>();
    private final Map<Quarantined, Long> quarantined = new HashMap<>();
    private long changedRows;
    private long repairedRows;

    void admitted(String source, Admission admission) {
        events.add(new Admitted(source, admission));
    }

    void changed(long rows, boolean repair) {
        changedRows += rows;
        repairedRows += repair ? rows : 0;
    }

    void quarantined(String source, String reason, long values) {
        quarantined.merge(new Quarantined(source, reason), values, Long::sum);
    }

    /** Counts rows of a star table for which placeholders stand in. */
    void inferred(String source, String table, long members) {
        if (members > 0) {
            inferred.merge(new Star(source, table), members, Long::sum);
        }
    }

    Map<Star, Long> inferred() {
        return inferred;
    }

    List<Admitted> events() {
        return events;
    }

    Map<Quarantined, Long> quarantined() {
        return quarantined;
    }

    long changedRows() {
        return changedRows;
    }

    long repairedRows() {
        return repairedRows;
    }
}

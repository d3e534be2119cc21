package io.freshet.launcher.check;

import java.time.Duration;

/** Says every few seconds how far the audit of a table has come. Not thread-safe. */
final class AuditProgress {

    private final CheckReport report;
    private final String what;
    private final String table;
    private final long total;
    private final long intervalNanos;
    private long said = System.nanoTime();
    private String step = "";
    private long rows;

    /**
     * @param what what is audited, for people
     * @param total about how many rows the table has
     * @param interval how often to say something
     */
    AuditProgress(CheckReport report, String what, String table, long total, Duration interval) {
        this.report = report;
        this.what = what;
        this.table = table;
        this.total = total;
        this.intervalNanos = interval.toNanos();
    }

    /** A new step begins, with no row. */
    void step(String sentence) {
        step = sentence;
        rows = 0;
    }

    /** So many rows more are done with. */
    void add(long done) {
        rows += done;
        if (System.nanoTime() - said >= intervalNanos) {
            said = System.nanoTime();
            report.progress(
                    what,
                    "%s: %s, %,d of about %,d rows"
                            .formatted(table, step, Math.min(rows, total), total));
        }
    }
}

package io.freshet.launcher.check;

import java.time.Duration;

/**
 * Says every few seconds how far the audit of a table has come, and has others see it. Not
 * thread-safe.
 */
final class AuditProgress {

    private final CheckReport report;
    private final String what;
    private final String table;
    private final long total;
    private final long intervalNanos;
    private final AuditSign sign;
    private long said = System.nanoTime();
    private String step = "";
    private long earlier;
    private long rows;

    /**
     * @param what what is audited, for people
     * @param total about how many rows the table has
     * @param interval how often to say something
     * @param sign where others see it
     */
    AuditProgress(
            CheckReport report,
            String what,
            String table,
            long total,
            Duration interval,
            AuditSign sign) {
        this.report = report;
        this.what = what;
        this.table = table;
        this.total = total;
        this.intervalNanos = interval.toNanos();
        this.sign = sign;
    }

    /** A new step begins, with no row. */
    void step(String sentence) {
        earlier += step.isEmpty() ? 0 : total;
        step = sentence;
        rows = 0;
    }

    /** So many rows more are done with. */
    void add(long done) {
        rows += done;
        sign.within(earlier + Math.min(rows, total));
        if (System.nanoTime() - said >= intervalNanos) {
            said = System.nanoTime();
            report.progress(
                    what,
                    "%s: %s, %,d of about %,d rows"
                            .formatted(table, step, Math.min(rows, total), total));
        }
    }
}

package io.freshet.launcher.check;

import java.io.PrintStream;

/** The lines that a check prints, and how many of them are well. Thread-safe. */
final class CheckReport {

    private final PrintStream out;
    private int well;
    private int failed;

    CheckReport(PrintStream out) {
        this.out = out;
    }

    synchronized void well(String what, String detail) {
        well++;
        out.printf("%-24s ok      %s%n", what, detail);
    }

    synchronized void failed(String what, String reason) {
        failed++;
        out.printf("%-24s FAILED  %s%n", what, reason);
    }

    /** Something that is well enough, and might be better. */
    synchronized void note(String what, String sentence) {
        out.printf("%-24s note    %s%n", what, sentence);
    }

    /** How far something has come that takes its time. */
    synchronized void progress(String what, String sentence) {
        out.printf("%-24s ...     %s%n", what, sentence);
    }

    void add(String what, CheckOutcome outcome) {
        if (outcome instanceof CheckOutcome.Well) {
            well(what, outcome.text());
        } else {
            failed(what, outcome.text());
        }
    }

    synchronized boolean isAllWell() {
        return failed == 0;
    }

    /** The last line. */
    synchronized void sumUp() {
        out.println(
                failed == 0
                        ? "all well: %d of %d".formatted(well, well)
                        : "not well: %d of %d, see the lines marked FAILED"
                                .formatted(failed, well + failed));
    }
}

package io.freshet.launcher.check;

import io.freshet.launcher.check.CheckFinding.State;
import io.freshet.yaml.DeclarationProblem;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines that a check prints, and how many of them are well. Thread-safe. */
final class CheckReport {

    private static final int NARROWEST = 24;

    private final PrintStream out;
    private final Optional<CheckDocument> document;
    private final List<CheckFinding> findings = new ArrayList<>();
    private int width = NARROWEST;

    /** Lines for people, printed as they come. */
    CheckReport(PrintStream out) {
        this(out, Optional.empty());
    }

    /** One document for programs, printed at the end. */
    CheckReport(PrintStream out, CheckDocument document) {
        this(out, Optional.of(document));
    }

    private CheckReport(PrintStream out, Optional<CheckDocument> document) {
        this.out = out;
        this.document = document;
    }

    /** Makes the first column as wide as these are, for all lines that follow. */
    synchronized void makeRoom(List<String> whats) {
        width = Math.max(width, whats.stream().mapToInt(String::length).max().orElse(0));
    }

    void well(String what, String detail) {
        add(new CheckFinding(State.OK, what, detail, Optional.empty()));
    }

    void failed(String what, String reason) {
        add(new CheckFinding(State.FAILED, what, reason, Optional.empty()));
    }

    /** Something that is well enough, and might be better. */
    void note(String what, String sentence) {
        add(new CheckFinding(State.NOTE, what, sentence, Optional.empty()));
    }

    /** Something that is declared wrongly. */
    void failed(String what, DeclarationProblem problem) {
        add(new CheckFinding(State.FAILED, what, problem.located(), Optional.of(problem)));
    }

    /** How far something has come that takes its time. */
    synchronized void progress(String what, String sentence) {
        if (document.isEmpty()) {
            print("...", what, sentence);
        }
    }

    void add(String what, CheckOutcome outcome) {
        if (outcome instanceof CheckOutcome.Well) {
            well(what, outcome.text());
        } else {
            failed(what, outcome.text());
        }
    }

    private synchronized void add(CheckFinding finding) {
        findings.add(finding);
        if (document.isEmpty()) {
            print(finding.state().word(), finding.what(), finding.text());
        }
    }

    private void print(String state, String what, String sentence) {
        out.printf("%-" + width + "s %-7s %s%n", what, state, sentence);
    }

    synchronized boolean isAllWell() {
        return count(State.FAILED) == 0;
    }

    private long count(State state) {
        return findings.stream().filter(finding -> finding.state() == state).count();
    }

    /** The last line, or the document. */
    synchronized void sumUp() {
        long well = count(State.OK);
        long failed = count(State.FAILED);
        out.println(
                document.map(form -> form.of(findings))
                        .orElse(
                                failed == 0
                                        ? "all well: %d of %d".formatted(well, well)
                                        : "not well: %d of %d, see the lines marked FAILED"
                                                .formatted(failed, well + failed)));
    }
}

package io.freshet.launcher.init;

import io.freshet.launcher.init.described.DescribedDatabase;
import io.freshet.launcher.init.propose.Proposal;
import io.freshet.launcher.init.propose.Remark;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints what was found: a line for each table, of many alike only the first few. */
final class Findings {

    private static final int TOLD_ALIKE = 5;

    private final PrintStream out;

    Findings(PrintStream out) {
        this.out = out;
    }

    void print(DescribedDatabase database, Proposal proposal) {
        List<Remark> read = of(proposal, Remark.Kind.READ);
        read.forEach(remark -> line(remark.subject(), "read", remark.sentence()));
        byReason(of(proposal, Remark.Kind.NOTE), "note");
        byReason(of(proposal, Remark.Kind.LEFT_OUT), "left out");
        if (database.unlooked() > 0) {
            line(
                    "…",
                    "left out",
                    "there are %,d more, smaller ones, that were not looked at"
                            .formatted(database.unlooked()));
        }
    }

    private static List<Remark> of(Proposal proposal, Remark.Kind kind) {
        return proposal.remarks().stream().filter(remark -> remark.kind() == kind).toList();
    }

    private void byReason(List<Remark> remarks, String word) {
        Map<String, List<Remark>> reasons =
                remarks.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Remark::sentence, LinkedHashMap::new, Collectors.toList()));
        reasons.forEach((reason, alike) -> alike(alike, word, reason));
    }

    private void alike(List<Remark> remarks, String word, String reason) {
        remarks.stream().limit(TOLD_ALIKE).forEach(remark -> line(remark.subject(), word, reason));
        if (remarks.size() > TOLD_ALIKE) {
            line(
                    "…",
                    word,
                    "the same of %,d more; the definition names them"
                            .formatted(remarks.size() - TOLD_ALIKE));
        }
    }

    private void line(String subject, String word, String sentence) {
        out.printf("%-24s %-9s %s%n", subject, word, sentence);
    }
}

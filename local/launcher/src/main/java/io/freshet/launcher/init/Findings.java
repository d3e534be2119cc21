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

    private static final int TOLD = 40;
    private static final int TOLD_OF_ONE_REASON = 5;

    private final PrintStream out;

    Findings(PrintStream out) {
        this.out = out;
    }

    void print(DescribedDatabase database, Proposal proposal) {
        print(proposal, Remark.Kind.READ, "read");
        print(proposal, Remark.Kind.NOTE, "note");
        Map<String, List<Remark>> reasons =
                proposal.remarks().stream()
                        .filter(remark -> remark.kind() == Remark.Kind.LEFT_OUT)
                        .collect(
                                Collectors.groupingBy(
                                        Remark::sentence,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        reasons.forEach(this::leftOut);
        if (database.unlooked() > 0) {
            out.printf(
                    "%-24s left out  there are %,d more, smaller ones, that were not looked at%n",
                    "…", database.unlooked());
        }
    }

    private void print(Proposal proposal, Remark.Kind kind, String word) {
        List<Remark> all =
                proposal.remarks().stream().filter(remark -> remark.kind() == kind).toList();
        all.stream().limit(TOLD).forEach(remark -> line(remark.subject(), word, remark.sentence()));
        if (all.size() > TOLD) {
            line("…", word, "and %,d more of the kind".formatted(all.size() - TOLD));
        }
    }

    private void leftOut(String reason, List<Remark> remarks) {
        remarks.stream()
                .limit(TOLD_OF_ONE_REASON)
                .forEach(remark -> line(remark.subject(), "left out", reason));
        if (remarks.size() > TOLD_OF_ONE_REASON) {
            line(
                    "…",
                    "left out",
                    "and %,d more for the same reason; the definition names them"
                            .formatted(remarks.size() - TOLD_OF_ONE_REASON));
        }
    }

    private void line(String subject, String word, String sentence) {
        out.printf("%-24s %-9s %s%n", subject, word, sentence);
    }
}

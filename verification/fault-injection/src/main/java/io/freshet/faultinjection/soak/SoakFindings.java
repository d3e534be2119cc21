package io.freshet.faultinjection.soak;

import io.freshet.faultinjection.faults.Fault;
import io.freshet.testkit.oracle.OracleVerdict;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the comparisons of a soak found, and how long each was waited for. Not thread-safe. */
final class SoakFindings {

    private final Duration patience;
    private final Map<Duration, Waits> afterFaults = new TreeMap<>();
    private final Map<String, Waits> others = new LinkedHashMap<>();
    private int comparisons;
    private long lost;
    private long doubled;
    private long rows;
    private int failures;

    /**
     * @param patience how long is waited for any comparison to be exact
     */
    SoakFindings(Duration patience) {
        this.patience = patience;
    }

    /** Notes a comparison after a round of faults, none at the start. */
    void afterFaults(OracleVerdict verdict, List<Fault> round) {
        Duration limit =
                round.stream().map(Fault::limit).max(Comparator.naturalOrder()).orElse(patience);
        afterFaults.computeIfAbsent(limit, l -> new Waits(what(l), l)).add(verdict.after());
        rows = verdict.rows();
        judge(verdict, round);
    }

    private String what(Duration limit) {
        return limit.compareTo(patience) < 0
                ? "faults of networks, clocks and administrators"
                : "faults that services or servers start again after, also beside others";
    }

    /** Notes another comparison. */
    void after(String what, Duration limit, OracleVerdict verdict) {
        others.computeIfAbsent(what, w -> new Waits(w, limit)).add(verdict.after());
        judge(verdict, what);
    }

    private void judge(OracleVerdict verdict, Object after) {
        comparisons++;
        System.out.printf(
                "%s after %.1f s, %,d rows; %s%n",
                verdict.exact() ? "exact" : "NOT EXACT",
                verdict.after().toMillis() / 1e3,
                verdict.rows(),
                after);
        if (!verdict.exact()) {
            failures++;
            lost += verdict.lost();
            doubled += verdict.doubled();
            System.out.println(verdict.explanation());
        }
    }

    /** How many there were. */
    int comparisons() {
        return comparisons;
    }

    /** Whether nothing was lost, doubled, late or otherwise not exact. */
    boolean areNone() {
        return lost == 0 && doubled == 0 && failures == 0 && late() == 0;
    }

    private long late() {
        return allWaits().mapToLong(Waits::late).sum();
    }

    private Stream<Waits> allWaits() {
        return Stream.concat(afterFaults.values().stream(), others.values().stream());
    }

    /** Prints all, in the end what was lost and doubled. */
    void report() {
        System.out.println(Waits.heads());
        allWaits().map(Waits::row).forEach(System.out::println);
        System.out.printf(
                "%nComparisons at rest: %d, exact %d; rows at the end %,d%n",
                comparisons, comparisons - failures, rows);
        System.out.printf(
                "rows lost %d, effects doubled %d, later than promised %d%n",
                lost, doubled, late());
    }
}

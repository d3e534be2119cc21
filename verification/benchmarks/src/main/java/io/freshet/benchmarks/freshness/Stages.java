package io.freshet.benchmarks.freshness;

import io.freshet.benchmarks.freshness.SourceLog.AppliedEvents;
import io.freshet.benchmarks.freshness.SourceLog.Commit;
import io.freshet.benchmarks.freshness.SourceLog.Published;
import io.freshet.benchmarks.freshness.SourceLog.Shown;
import io.freshet.benchmarks.report.Distribution;
import io.freshet.benchmarks.report.Table;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the logs together: how long each commit's last row took, in all and stage by stage. Works
 * after the fact, so that nothing is computed while it is measured. For one thread.
 */
public final class Stages {

    static final String READ = "commit → read";
    static final String PUBLISHED = "read → published";
    static final String APPLIED = "published → applied";
    static final String VISIBLE = "applied → visible";

    private final Distribution write = new Distribution();
    private final Map<String, Distribution> stages = new LinkedHashMap<>();
    private final Distribution whole = new Distribution();
    private final Distribution fromSent = new Distribution();
    private long missing;
    private long late;
    private long unseen;

    /** Nothing yet. */
    public Stages() {
        for (String stage : List.of(READ, PUBLISHED, APPLIED, VISIBLE)) {
            stages.put(stage, new Distribution());
        }
    }

    /** Adds the commits of one source that were due from {@code begin} on. */
    public void add(SourceLog log, long begin) {
        Map<Long, Published> events = eventsOfLastRows(log);
        int nextApplied = 0;
        int nextShown = 0;
        for (Commit commit : log.commits()) {
            while (nextShown < log.shown().size()
                    && log.shown().get(nextShown).rows() < commit.rows()) {
                nextShown++;
            }
            if (commit.due() < begin) {
                continue;
            }
            write.record(commit.done() - commit.due());
            if (nextShown == log.shown().size()) {
                missing++;
                continue;
            }
            Shown shown = log.shown().get(nextShown);
            whole.record(shown.answered() - commit.done());
            fromSent.record(shown.answered() - commit.sent());
            Published event = events.get(commit.lastKey());
            if (event == null) {
                unseen++;
                continue;
            }
            while (nextApplied < log.applied().size()
                    && isBefore(log.applied().get(nextApplied), event)) {
                nextApplied++;
            }
            if (nextApplied < log.applied().size()) {
                divide(commit, event, log.applied().get(nextApplied), shown);
            } else {
                unseen++;
            }
        }
    }

    private void divide(Commit commit, Published event, AppliedEvents applied, Shown shown) {
        // A read may begin before a commit returns and still see it.
        long read = Math.max(commit.done(), event.readAt());
        // Taps and the services themselves hear of the same thing in either order, and a tap may
        // hear
        // of it when its row has long been shown.
        long answered = shown.answered();
        if (Math.max(event.arrived(), applied.arrived()) > answered) {
            late++;
        }
        read = Math.min(read, answered);
        long published = Math.min(Math.max(read, event.arrived()), answered);
        long done = Math.min(Math.max(published, applied.arrived()), answered);
        stages.get(READ).record(read - commit.done());
        stages.get(PUBLISHED).record(published - read);
        stages.get(APPLIED).record(done - published);
        stages.get(VISIBLE).record(answered - done);
    }

    private static boolean isBefore(AppliedEvents applied, Published event) {
        return applied.fence() < event.fence()
                || (applied.fence() == event.fence() && applied.sequence() < event.sequence());
    }

    private static Map<Long, Published> eventsOfLastRows(SourceLog log) {
        Set<Long> wanted = new HashSet<>();
        log.commits().forEach(commit -> wanted.add(commit.lastKey()));
        Map<Long, Published> events = new HashMap<>();
        for (Published event : log.published()) {
            for (int index = 0; index < event.keys().limit(); index++) {
                long key = event.keys().get(index);
                if (wanted.contains(key)) {
                    events.putIfAbsent(key, event);
                }
            }
        }
        return events;
    }

    /** From COMMIT's return to the first answer that shows the row. */
    public Distribution whole() {
        return whole;
    }

    /** How many commits were never shown. */
    public long missing() {
        return missing;
    }

    /** How many commits had an observation on their way that came later than the answer. */
    long late() {
        return late;
    }

    /**
     * How many commits were shown, but not seen at each stage before: the stages leave them out.
     */
    long unseen() {
        return unseen;
    }

    /** How long a stage took at the most, in milliseconds. */
    double most(String stage) {
        return stages.get(stage).millis(100);
    }

    /** The stage that takes longest at a percentile. */
    String slowest(double percentile) {
        return stages.entrySet().stream()
                .max(Comparator.comparingDouble(stage -> stage.getValue().millis(percentile)))
                .orElseThrow()
                .getKey();
    }

    Table table() {
        Table table = Table.ofDistributions("stage");
        stages.forEach(table::row);
        table.row("**commit → visible**", whole);
        table.row("statement sent → visible", fromSent);
        return table.row("(the source's own: due → commit)", write);
    }
}

package io.freshet.benchmarks.totesys;

import io.freshet.benchmarks.report.Distribution;
import io.freshet.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The changes under way, and how long those before took. Thread-safe. */
final class ProbeTimes {

    private final Set<ProbeStage> stages;
    private final Map<ProbeKind, Map<ProbeStage, Distribution>> times =
            new EnumMap<>(ProbeKind.class);
    private final ConcurrentLinkedQueue<ProbeChange> underWay = new ConcurrentLinkedQueue<>();

    /**
     * @param stages where changes are looked for
     */
    ProbeTimes(Set<ProbeStage> stages) {
        this.stages = stages;
        for (ProbeKind kind : ProbeKind.values()) {
            Map<ProbeStage, Distribution> byStage = new EnumMap<>(ProbeStage.class);
            stages.forEach(stage -> byStage.put(stage, new Distribution()));
            times.put(kind, byStage);
        }
    }

    Set<ProbeStage> stages() {
        return stages;
    }

    void add(ProbeChange change) {
        underWay.add(change);
    }

    /** Changes that were not seen there yet. */
    List<ProbeChange> awaitedIn(ProbeStage stage) {
        List<ProbeChange> awaited = new ArrayList<>();
        for (ProbeChange change : underWay) {
            if (change.isAwaitedIn(stage)) {
                awaited.add(change);
            }
        }
        return awaited;
    }

    /** How many were not seen everywhere yet. */
    long unseen() {
        return underWay.stream().filter(change -> !change.isDone()).count();
    }

    void seen(ProbeChange change, ProbeStage stage, long nanos) {
        change.seenIn(stage);
        times.get(change.kind()).get(stage).record(nanos - change.committed());
        if (change.isDone()) {
            underWay.remove(change);
        }
    }

    /** All distributions. */
    Table table() {
        Table table = Table.ofDistributions("from commit");
        times.forEach(
                (kind, byStage) ->
                        byStage.forEach(
                                (stage, distribution) ->
                                        table.row(
                                                kind.words() + " → " + words(stage),
                                                distribution)));
        return table;
    }

    private static String words(ProbeStage stage) {
        return switch (stage) {
            case HELD -> "row held";
            case WAREHOUSE -> "fact table";
            case SHOWN -> "chart";
        };
    }
}

package io.freshet.benchmarks.totesys;

import java.util.EnumSet;
import java.util.Set;

/**
 * A change that was committed and is looked for. Thread-safe.
 *
 * <p>Each has a design of its own, so that a chart by designs tells it from all others.
 */
final class ProbeChange {

    private final ProbeKind kind;
    private final String design;
    private final long order;
    private final long units;
    private final long unitsOfDesign;
    private final long committed;
    private final Set<ProbeStage> awaited;

    /**
     * @param kind what was done
     * @param design the design's name
     * @param order the key of the order that it was done to
     * @param units that the order has now
     * @param unitsOfDesign that all orders of the design have now
     * @param committed when the commit returned, as {@link System#nanoTime} tells it
     * @param awaited where it is looked for
     */
    ProbeChange(
            ProbeKind kind,
            String design,
            long order,
            long units,
            long unitsOfDesign,
            long committed,
            Set<ProbeStage> awaited) {
        this.kind = kind;
        this.design = design;
        this.order = order;
        this.units = units;
        this.unitsOfDesign = unitsOfDesign;
        this.committed = committed;
        this.awaited = EnumSet.copyOf(awaited);
    }

    ProbeKind kind() {
        return kind;
    }

    String design() {
        return design;
    }

    long order() {
        return order;
    }

    long units() {
        return units;
    }

    long unitsOfDesign() {
        return unitsOfDesign;
    }

    long committed() {
        return committed;
    }

    synchronized boolean isAwaitedIn(ProbeStage stage) {
        return awaited.contains(stage);
    }

    /** Whether it was seen everywhere. */
    synchronized boolean isDone() {
        return awaited.isEmpty();
    }

    synchronized void seenIn(ProbeStage stage) {
        awaited.remove(stage);
    }
}

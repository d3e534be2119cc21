package io.freshet.aggregator.apply;

/** What becomes of an event, by its position and what was applied of its source before. */
enum Admission {
    /** It is the next one. */
    IN_ORDER(true),
    /**
     * Others before it are lost. As events are states it can be applied all the same; the poller's
     * audit finds what was lost.
     */
    AFTER_GAP(true),
    /** It was applied before, or an owner of its source sent it that is no longer the owner. */
    DUPLICATE(false),
    /**
     * It belongs to an epoch whose opening was lost. It must not be applied, as the owner does not
     * yet know where to go on; the owner gives up waiting and opens another epoch.
     */
    UNOPENED(false);

    private final boolean applied;

    Admission(boolean applied) {
        this.applied = applied;
    }

    /** Whether the event is applied. */
    boolean isApplied() {
        return applied;
    }
}

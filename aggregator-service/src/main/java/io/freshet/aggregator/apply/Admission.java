package io.freshet.aggregator.apply;

/** What becomes of an event, by its position and what was applied of its source before. */
enum Admission {
    /** It is the next one, and is applied. */
    IN_ORDER(""),
    /** It was applied before, or an owner of its source sent it that is no longer the owner. */
    DUPLICATE(""),
    /**
     * Others before it are lost. It is refused, so that what is applied stands still at the loss:
     * the owner finds that nothing is applied any more and opens another epoch.
     */
    AFTER_GAP("gap"),
    /**
     * It belongs to an epoch whose opening was lost. It must not be applied, as the owner does not
     * yet know where to go on; the owner gives up waiting and opens another epoch.
     */
    UNOPENED("unopened"),
    /**
     * Poller, aggregator and the warehouse's tables do not go by the same definition: applied, it
     * would be stored under a meaning that it does not have.
     */
    OTHER_DEFINITION("definition");

    private final String refusal;

    Admission(String refusal) {
        this.refusal = refusal;
    }

    /** Whether the event is applied. */
    boolean isApplied() {
        return this == IN_ORDER;
    }

    /** Whether the event is lost and must be made good by its owner. */
    boolean isRefused() {
        return !refusal.isEmpty();
    }

    /** Why it is refused, in a word for metrics; empty where it is not. */
    String refusal() {
        return refusal;
    }
}

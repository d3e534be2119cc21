package io.freshet.poller.reconcile;

import java.util.Optional;

/**
 * Since when rows of a table have to be looked at that were written: what was written before is
 * proven. Not thread-safe.
 */
final class WriteMarks {

    private Optional<String> since = Optional.empty();
    private Optional<String> begun = Optional.empty();
    private boolean noted;

    /** A pass begins. */
    void begin() {
        begun = Optional.empty();
        noted = false;
    }

    /** The source gave a mark, or none: the pass's first one counts. */
    void note(Optional<String> mark) {
        if (!noted) {
            noted = true;
            begun = mark;
        }
    }

    /** The pass has found everything equal, or repaired it, or left it to the polls. */
    void passed() {
        since = begun;
    }

    /** Marks that were given mean nothing any more. */
    void forget() {
        since = Optional.empty();
        begun = Optional.empty();
        noted = true;
    }

    /** The mark to look from; empty where everything has to be compared. */
    Optional<String> since() {
        return since;
    }
}

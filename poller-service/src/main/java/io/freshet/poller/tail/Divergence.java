package io.freshet.poller.tail;

import io.freshet.events.SourceState;
import java.util.List;
import java.util.Optional;

/** What is said of rows that cannot be repaired. */
final class Divergence {

    /** The state of a source that has such rows. */
    static final SourceState STATE = SourceState.DIVERGING;

    private Divergence() {}

    /** A sentence that names table and key, where there is such a row. */
    static Optional<String> of(List<TailedTable> tables) {
        for (TailedTable table : tables) {
            Optional<Long> key = table.reconciliation().diverging();
            if (key.isPresent()) {
                return Optional.of(
                        ("table %s: the row with key %d differs again and again although it was"
                                        + " published; look into the dead letters and the"
                                        + " aggregator's log")
                                .formatted(table.name(), key.get()));
            }
        }
        return Optional.empty();
    }
}

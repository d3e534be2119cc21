package io.freshet.poller.tail;

import io.freshet.events.KeyRange;
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
            Optional<KeyRange> keys = table.reconciliation().standing().diverging();
            if (keys.isPresent()) {
                return Optional.of(
                        "table %s: %s; look into the dead letters and the aggregator's log"
                                .formatted(table.name(), sentence(table, keys.get())));
            }
        }
        return Optional.empty();
    }

    private static String sentence(TailedTable table, KeyRange keys) {
        return keys.low() == keys.high()
                ? "the row with key %s differs again and again although it was published"
                        .formatted(table.nameOf(keys.low()))
                : ("rows with keys from %d to %d are held again and again although it was published"
                                + " that there are none")
                        .formatted(keys.low(), keys.high());
    }
}

package io.freshet.poller.tail;

import io.freshet.events.SourceState;
import io.freshet.poller.reconcile.Standing;
import java.util.List;
import java.util.Optional;

/** What is said of tables that were not proven for longer than promised. */
final class Overdue {

    /** The state of a source that has such a table. */
    static final SourceState STATE = SourceState.CATCHING_UP;

    private Overdue() {}

    /**
     * A sentence that names such a table, where there is one.
     *
     * @param since what no epoch before has proven counts from then on
     * @param now both in microseconds since 1970 UTC
     */
    static Optional<String> of(List<TailedTable> tables, long since, long now) {
        for (TailedTable table : tables) {
            Standing standing = table.reconciliation().standing();
            long unprovenMillis = (now - Math.max(since, standing.provenAt())) / 1_000;
            if (unprovenMillis > standing.promisedMillis()) {
                return Optional.of(
                        ("table %s: not proven equal to what is held for longer than the %d s that"
                                        + " comparing it should take; is the warehouse, or the"
                                        + " aggregator, too slow?")
                                .formatted(table.name(), standing.promisedMillis() / 1_000));
            }
        }
        return Optional.empty();
    }
}

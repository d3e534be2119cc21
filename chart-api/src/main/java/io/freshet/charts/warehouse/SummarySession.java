package io.freshet.charts.warehouse;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;

/** The warehouse for as long as one connection to it lasts. For its event loop only. */
public interface SummarySession {

    /**
     * Reads the registry and what changed in any source. Fails where there is no answer in time.
     *
     * @return empty where the warehouse has no tables of Freshet yet
     */
    Future<Optional<Refreshed>> readAll(HeldSummaries held);

    /**
     * Reads what changed in some sources; those that are not known yet are passed over. Fails where
     * there is no answer in time.
     */
    Future<Optional<Refreshed>> readSome(HeldSummaries held, Set<Integer> sources);

    /** Says that its answers can be used, so that after its end the next one comes soon. */
    void proven();

    /** Says that it is of no use any more: ends it, so that a new one is opened. */
    void giveUp();
}

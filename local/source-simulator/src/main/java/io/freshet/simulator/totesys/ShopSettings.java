package io.freshet.simulator.totesys;

import io.freshet.simulator.database.PostgresServer;
import io.freshet.simulator.database.ReadOnlyRole;
import java.util.Optional;
import java.util.Set;

/**
 * What a simulated shop consists of.
 *
 * @param server where its database is
 * @param database the database's name
 * @param reader role that may read it, created with it; empty: none
 * @param seed decides all that happens
 * @param snapshot the rows that it begins with, instead of made-up ones and a history
 * @param historyDays for how many days it has traded before its traffic begins
 * @param liveDays how many days before the clock's its traffic begins
 * @param rate rows inserted or updated per second
 * @param faults what may happen beside its trade
 * @param faultShare how often each of them does, per step that changes something: 0 to 1
 */
public record ShopSettings(
        PostgresServer server,
        String database,
        Optional<ReadOnlyRole> reader,
        long seed,
        Optional<ShopSnapshot> snapshot,
        int historyDays,
        int liveDays,
        double rate,
        Set<ShopFault> faults,
        double faultShare) {

    /** Copies the set. */
    public ShopSettings {
        faults = Set.copyOf(faults);
    }
}

package io.freshet.poller.warehouse;

import io.vertx.core.Future;
import java.util.Map;

/**
 * Where the configured sources are entered, as those that are declared now. Does not block; any
 * thread. Fails where the warehouse does.
 */
public interface SourceRegistry {

    /**
     * What is found in the warehouse.
     *
     * @param installation tells this warehouse from others, also from an earlier one at its address
     * @param isComplete whether all configured sources are registered and have a lease
     */
    record Look(String installation, boolean isComplete) {}

    /** Looks whether this still is the warehouse that the sources are registered in. */
    Future<Look> look();

    /** Registers all configured sources; gives them by their id. */
    Future<Map<Integer, OwnedSource>> register();
}

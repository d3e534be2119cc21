package io.freshet.faultinjection.faults;

import io.freshet.faultinjection.faults.Fault.Mending;
import io.freshet.faultinjection.system.Installation;
import java.io.IOException;
import java.util.Random;

/** An administrator of the broker who makes mistakes: confirmed events are lost. */
final class BusFaults {

    private BusFaults() {}

    static Mending purgeQueues(Installation system, Random random) {
        system.aggregator().kill();
        return () -> {
            system.bus().purge();
            startAggregator(system);
        };
    }

    static Mending deleteExchangesWithoutAggregator(Installation system, Random random)
            throws IOException {
        system.aggregator().kill();
        system.bus().deleteExchanges();
        return () -> startAggregator(system);
    }

    /** Only the services can mend it. */
    static Mending deleteExchanges(Installation system, Random random) throws IOException {
        system.bus().deleteExchanges();
        return () -> {};
    }

    static Mending unbindQueues(Installation system, Random random) throws IOException {
        system.bus().unbind();
        return system.bus()::bind;
    }

    /** The fault lasts until it is there again, however long this machine takes to start it. */
    private static void startAggregator(Installation system) throws InterruptedException {
        system.aggregator().start();
        system.aggregator().awaitHealthy();
    }
}

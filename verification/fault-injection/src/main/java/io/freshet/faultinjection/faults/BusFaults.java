package io.freshet.faultinjection.faults;

import io.freshet.events.BusTopology;
import io.freshet.events.ChangeEventCodec;
import io.freshet.events.EpochOpened;
import io.freshet.events.Position;
import io.freshet.faultinjection.faults.Fault.Mending;
import io.freshet.faultinjection.history.SourceUnderTest;
import io.freshet.faultinjection.system.Installation;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** An administrator of the broker who makes mistakes: confirmed events are lost. */
final class BusFaults {

    private static final int RUBBISH_BYTES = 1_000_000;
    private static final long FUTURE = 1_000_000;

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

    /** None of it may change anything. */
    static Mending forge(Installation system, Random random) throws IOException {
        byte[] rubbish = new byte[RUBBISH_BYTES];
        random.nextBytes(rubbish);
        for (SourceUnderTest source : system.sources()) {
            byte[] opening =
                    ChangeEventCodec.encode(
                            new EpochOpened(new Position(source.name(), FUTURE, 0)));
            Map<String, Object> foreign =
                    Map.of(BusTopology.INSTALLATION_HEADER, UUID.randomUUID().toString());
            system.bus().publishChange(source.name(), foreign, opening);
            system.bus().publishChange(source.name(), Map.of(), opening);
            system.bus().publishChange(source.name(), foreign, rubbish);
        }
        system.bus().publishStatus(rubbish);
        return () -> {};
    }

    /** The fault lasts until it is there again, however long this machine takes to start it. */
    private static void startAggregator(Installation system) throws InterruptedException {
        system.aggregator().start();
        system.aggregator().awaitHealthy();
    }
}

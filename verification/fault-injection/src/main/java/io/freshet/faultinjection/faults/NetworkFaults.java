package io.freshet.faultinjection.faults;

import io.freshet.faultinjection.faults.Fault.Mending;
import io.freshet.faultinjection.system.Installation;
import io.freshet.testkit.faults.FaultProxy;
import java.util.Random;

/** Ways on which nothing gets through. */
final class NetworkFaults {

    private static final Mending NOTHING_TO_MEND = () -> {};

    private NetworkFaults() {}

    static Mending refuse(FaultProxy way) {
        way.refuse();
        return way::pass;
    }

    static Mending hang(FaultProxy way) {
        way.hang();
        return way::pass;
    }

    static Mending resetAll(Installation system, Random random) {
        system.brokerWay().reset();
        system.warehouseWay().reset();
        system.wayTo(system.anySource(random)).reset();
        return NOTHING_TO_MEND;
    }
}

package io.freshet.faultinjection.faults;

import io.freshet.faultinjection.faults.Fault.Mending;
import io.freshet.faultinjection.system.Installation;
import io.freshet.testkit.faults.FaultProxy;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Ways on which nothing gets through. */
final class NetworkFaults {

    /** Half of a round trip of 30 ms. */
    private static final Duration THERE_OR_BACK = Duration.ofMillis(15);

    /** Halves of round trips of 100 and 300 ms. */
    private static final List<Duration> FAR =
            List.of(Duration.ofMillis(50), Duration.ofMillis(150));

    private static final Duration LONGEST_WAVER = Duration.ofMillis(600);
    private static final Duration IDLE = Duration.ofMillis(300);

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

    /** It stays where it moved until it is struck again. */
    static Mending moveAway(Installation system, Random random) {
        FaultProxy way = system.anyWayToASource(random);
        if (random.nextBoolean()) {
            way.delay(THERE_OR_BACK);
        } else {
            way.pass();
        }
        return NOTHING_TO_MEND;
    }

    static Mending beFar(Installation system, Random random) {
        FaultProxy way = system.anyWayToASource(random);
        way.delay(FAR.get(random.nextInt(FAR.size())));
        return way::pass;
    }

    static Mending waver(Installation system, Random random) {
        List<FaultProxy> ways = ways(system, random);
        ways.forEach(way -> way.waver(LONGEST_WAVER));
        return () -> ways.forEach(FaultProxy::pass);
    }

    static Mending forgetIdle(Installation system, Random random) {
        List<FaultProxy> ways = ways(system, random);
        ways.forEach(way -> way.forgetIdle(IDLE));
        return () -> ways.forEach(FaultProxy::pass);
    }

    private static List<FaultProxy> ways(Installation system, Random random) {
        return List.of(system.brokerWay(), system.warehouseWay(), system.anyWayToASource(random));
    }

    static Mending resetAll(Installation system, Random random) {
        system.brokerWay().reset();
        system.warehouseWay().reset();
        system.anyWayToASource(random).reset();
        return NOTHING_TO_MEND;
    }
}

package io.freshet.faultinjection.faults;

import io.freshet.faultinjection.faults.Fault.Mending;
import io.freshet.faultinjection.system.Installation;
import io.freshet.faultinjection.system.LakeUnderTest;
import io.freshet.faultinjection.system.MovableClock;
import io.freshet.testkit.processes.FreshetProcess;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Services and servers that die or stand still. */
final class ServiceFaults {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private ServiceFaults() {}

    static Mending killPoller(Installation system, Random random) {
        return kill(onePoller(system, random));
    }

    static Mending killAllPollers(Installation system, Random random) {
        system.pollers().forEach(FreshetProcess::kill);
        return () -> system.pollers().forEach(FreshetProcess::start);
    }

    static Mending freezePoller(Installation system, Random random) {
        return freeze(onePoller(system, random));
    }

    static Mending killAggregator(Installation system, Random random) {
        return kill(system.aggregator());
    }

    static Mending freezeAggregator(Installation system, Random random) {
        return freeze(system.aggregator());
    }

    static Mending killChartApi(Installation system, Random random) {
        return kill(system.chartApi());
    }

    static Mending killLake(Installation system, Random random) {
        return kill(lake(system).service());
    }

    static Mending killLakeInCommit(Installation system, Random random)
            throws InterruptedException {
        lake(system).killInCommit(random);
        return lake(system).service()::start;
    }

    static Mending freezeLake(Installation system, Random random) {
        return freeze(lake(system).service());
    }

    private static LakeUnderTest lake(Installation system) {
        return system.lake().orElseThrow();
    }

    /** Not that of a poller to the front: rows have the time then at which they were seen. */
    static Mending moveClock(Installation system, Random random) {
        List<FreshetProcess> services = system.services();
        FreshetProcess service = services.get(random.nextInt(services.size()));
        boolean ahead = random.nextBoolean() && !system.pollers().contains(service);
        MovableClock clock = system.clockOf(service);
        clock.move(ahead ? AN_HOUR : AN_HOUR.negated());
        return () -> clock.move(Duration.ZERO);
    }

    static Mending killBroker(Installation system, Random random) {
        system.broker().kill();
        return system.broker()::restart;
    }

    static Mending killWarehouse(Installation system, Random random) {
        system.warehouseServer().kill();
        return system.warehouseServer()::restart;
    }

    private static Mending kill(FreshetProcess service) {
        service.kill();
        return service::start;
    }

    private static Mending freeze(FreshetProcess service) {
        service.freeze();
        return service::thaw;
    }

    private static FreshetProcess onePoller(Installation system, Random random) {
        return system.pollers().get(random.nextInt(system.pollers().size()));
    }
}

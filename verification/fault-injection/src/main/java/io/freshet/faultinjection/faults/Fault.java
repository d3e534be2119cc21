package io.freshet.faultinjection.faults;

import io.freshet.faultinjection.history.SourceUnderTest;
import io.freshet.faultinjection.system.Installation;
import io.freshet.testkit.faults.FaultProxy;
import io.freshet.testkit.processes.FreshetProcess;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What may break. Each breaks one thing, waits, and mends it. */
public enum Fault {
    /** A poller is killed and started again. */
    KILL_POLLER,
    /** All pollers are killed and started again. */
    KILL_ALL_POLLERS,
    /**
     * A poller stops in its tracks for longer than a lease lasts, and goes on as if nothing was.
     */
    FREEZE_POLLER,
    /** The aggregator is killed and started again. */
    KILL_AGGREGATOR,
    /** The aggregator stops in its tracks for a while. */
    FREEZE_AGGREGATOR,
    /** The chart API is killed and started again. */
    KILL_CHART_API,
    /** The broker is killed and started again. */
    KILL_BROKER,
    /** The warehouse's server is killed and started again. */
    KILL_WAREHOUSE,
    /** Nobody gets through to the broker. */
    CUT_BROKER,
    /** Nobody gets through to the warehouse. */
    CUT_WAREHOUSE,
    /** The network to the broker swallows everything. */
    HANG_BROKER,
    /** The network to the warehouse swallows everything. */
    HANG_WAREHOUSE,
    /** All connections to broker, warehouse and a source are reset at once. */
    RESET_CONNECTIONS,
    /** A source does not answer. */
    HANG_SOURCE,
    /** A source refuses connections. */
    CUT_SOURCE;

    private static final Duration LEASE = Duration.ofSeconds(7);

    /**
     * Breaks something, waits, and mends it; blocks all the while.
     *
     * @param pause how long it stays broken
     * @param random chooses which of several
     */
    public void strike(Installation system, Duration pause, Random random)
            throws InterruptedException {
        switch (this) {
            case KILL_POLLER -> killAndStart(onePoller(system, random), pause);
            case KILL_ALL_POLLERS -> {
                system.pollers().forEach(FreshetProcess::kill);
                sleep(pause);
                system.pollers().forEach(FreshetProcess::start);
            }
            case FREEZE_POLLER -> freeze(onePoller(system, random), pause.plus(LEASE));
            case KILL_AGGREGATOR -> killAndStart(system.aggregator(), pause);
            case FREEZE_AGGREGATOR -> freeze(system.aggregator(), pause);
            case KILL_CHART_API -> killAndStart(system.chartApi(), pause);
            case KILL_BROKER -> {
                system.broker().kill();
                sleep(pause);
                system.broker().restart();
            }
            case KILL_WAREHOUSE -> {
                system.warehouseServer().kill();
                sleep(pause);
                system.warehouseServer().restart();
            }
            case CUT_BROKER -> refuse(system.brokerWay(), pause);
            case CUT_WAREHOUSE -> refuse(system.warehouseWay(), pause);
            case HANG_BROKER -> hang(system.brokerWay(), pause);
            case HANG_WAREHOUSE -> hang(system.warehouseWay(), pause);
            case RESET_CONNECTIONS -> {
                system.brokerWay().reset();
                system.warehouseWay().reset();
                wayToOne(system, random).reset();
            }
            case HANG_SOURCE -> hang(wayToOne(system, random), pause);
            case CUT_SOURCE -> refuse(wayToOne(system, random), pause);
        }
    }

    private static void killAndStart(FreshetProcess service, Duration pause)
            throws InterruptedException {
        service.kill();
        sleep(pause);
        service.start();
    }

    private static void freeze(FreshetProcess service, Duration pause) throws InterruptedException {
        service.freeze();
        sleep(pause);
        service.thaw();
    }

    private static void refuse(FaultProxy way, Duration pause) throws InterruptedException {
        way.refuse();
        sleep(pause);
        way.pass();
    }

    private static void hang(FaultProxy way, Duration pause) throws InterruptedException {
        way.hang();
        sleep(pause);
        way.pass();
    }

    private static FaultProxy wayToOne(Installation system, Random random) {
        List<SourceUnderTest> sources = system.sources();
        return system.wayTo(sources.get(random.nextInt(sources.size())));
    }

    private static FreshetProcess onePoller(Installation system, Random random) {
        return system.pollers().get(random.nextInt(system.pollers().size()));
    }

    private static void sleep(Duration pause) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    }
}

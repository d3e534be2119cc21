package io.freshet.trials.faults;

import io.freshet.testservers.faults.FaultProxy;
import io.freshet.trials.history.TrialSource;
import io.freshet.trials.system.Installation;
import io.freshet.trials.system.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What may break. Each breaks one thing, waits, and mends it. */
public enum Fault {
    /** A poller is killed and started again. */
    KILL_POLLER {
        @Override
        public void strike(Installation system, Duration pause, Random random)
                throws InterruptedException {
            killAndStart(one(system.pollers(), random), pause);
        }
    },
    /** All pollers are killed and started again. */
    KILL_ALL_POLLERS {
        @Override
        public void strike(Installation system, Duration pause, Random random)
                throws InterruptedException {
            system.pollers().forEach(ServiceProcess::kill);
            sleep(pause);
            system.pollers().forEach(ServiceProcess::start);
        }
    },
    /**
     * A poller stops in its tracks for longer than its leases last, and goes on as if nothing was.
     */
    FREEZE_POLLER {
        @Override
        public void strike(Installation system, Duration pause, Random random)
                throws InterruptedException {
            ServiceProcess poller = one(system.pollers(), random);
            poller.freeze();
            sleep(pause.plus(LEASE));
            poller.thaw();
        }
    },
    /** The aggregator is killed and started again. */
    KILL_AGGREGATOR {
        @Override
        public void strike(Installation system, Duration pause, Random random)
                throws InterruptedException {
            killAndStart(system.aggregator(), pause);
        }
    },
    /** The aggregator stops in its tracks for a while. */
    FREEZE_AGGREGATOR {
        @Override
        public void strike(Installation system, Duration pause, Random random)
                throws InterruptedException {
            system.aggregator().freeze();
            sleep(pause);
            system.aggregator().thaw();
        }
    },
    /** The chart API is killed and started again. */
    KILL_CHART_API {
        @Override
        public void strike(Installation system, Duration pause, Random random)
                throws InterruptedException {
            killAndStart(system.chartApi(), pause);
        }
    },
    /** The broker is killed and started again. */
    KILL_BROKER {
        @Override
        public void strike(Installation system, Duration pause, Random random)
                throws InterruptedException {
            system.broker().kill();
            sleep(pause);
            system.broker().restart();
        }
    },
    /** The warehouse's server is killed and started again. */
    KILL_WAREHOUSE {
        @Override
        public void strike(Installation system, Duration pause, Random random)
                throws InterruptedException {
            system.warehouseServer().kill();
            sleep(pause);
            system.warehouseServer().restart();
        }
    },
    /** Nobody gets through to the broker. */
    CUT_BROKER {
        @Override
        public void strike(Installation system, Duration pause, Random random)
                throws InterruptedException {
            refuse(system.brokerWay(), pause);
        }
    },
    /** Nobody gets through to the warehouse. */
    CUT_WAREHOUSE {
        @Override
        public void strike(Installation system, Duration pause, Random random)
                throws InterruptedException {
            refuse(system.warehouseWay(), pause);
        }
    },
    /** The network to the broker swallows everything. */
    HANG_BROKER {
        @Override
        public void strike(Installation system, Duration pause, Random random)
                throws InterruptedException {
            hang(system.brokerWay(), pause);
        }
    },
    /** The network to the warehouse swallows everything. */
    HANG_WAREHOUSE {
        @Override
        public void strike(Installation system, Duration pause, Random random)
                throws InterruptedException {
            hang(system.warehouseWay(), pause);
        }
    },
    /** All connections to broker, warehouse and a source are reset at once. */
    RESET_CONNECTIONS {
        @Override
        public void strike(Installation system, Duration pause, Random random)
                throws InterruptedException {
            system.brokerWay().reset();
            system.warehouseWay().reset();
            wayToOne(system, random).reset();
        }
    },
    /** A source does not answer. */
    HANG_SOURCE {
        @Override
        public void strike(Installation system, Duration pause, Random random)
                throws InterruptedException {
            hang(wayToOne(system, random), pause);
        }
    },
    /** A source refuses connections. */
    CUT_SOURCE {
        @Override
        public void strike(Installation system, Duration pause, Random random)
                throws InterruptedException {
            refuse(wayToOne(system, random), pause);
        }
    };

    private static final Duration LEASE = Duration.ofSeconds(7);

    /** Breaks something, waits for {@code pause}, and mends it; blocks all the while. */
    public abstract void strike(Installation system, Duration pause, Random random)
            throws InterruptedException;

    private static void killAndStart(ServiceProcess service, Duration pause)
            throws InterruptedException {
        service.kill();
        sleep(pause);
        service.start();
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
        List<TrialSource> sources = system.sources();
        return system.wayTo(sources.get(random.nextInt(sources.size())));
    }

    private static ServiceProcess one(List<ServiceProcess> services, Random random) {
        return services.get(random.nextInt(services.size()));
    }

    private static void sleep(Duration pause) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    }
}

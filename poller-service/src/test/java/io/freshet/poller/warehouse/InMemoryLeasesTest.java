package io.freshet.poller.warehouse;

import io.freshet.poller.time.VirtualTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** Leases in memory keep the contract that they stand in for others by. */
class InMemoryLeasesTest implements LeasesContract {

    private final VirtualTime time = new VirtualTime();
    private final InMemoryLeases leases = new InMemoryLeases(time, List.of(1, 2, 3));
    private int pollers;

    @Override
    public Leases poller() {
        return leases.of("poller " + ++pollers);
    }

    @Override
    public void cut(Leases poller) {
        ((InMemoryLeases.OfPoller) poller).cut();
    }

    @Override
    public OwnedSource source(int id) {
        return OwnedSources.of(id);
    }

    @Override
    public void pass(Duration duration) {
        time.pass(duration);
    }

    @Override
    public <T> T await(Future<T> future) {
        time.pass(Duration.ofMillis(1));
        if (future.failed()) {
            throw new IllegalStateException(future.cause());
        }
        return future.result();
    }
}

package io.freshet.poller.assignment;

import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.tail.SourceWorkers;
import io.freshet.poller.time.EventLoops;
import io.freshet.poller.warehouse.Leases;
import io.freshet.poller.warehouse.SourceRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Keeps this poller's share of the sources from the service's start to its end. */
@ApplicationScoped
public class OwnershipKeeper {

    private static final Logger LOG = Logger.getLogger(OwnershipKeeper.class);

    private final SourceShare share;

    OwnershipKeeper(
            EventLoops loops, SourceRegistry registry, Leases leases, SourceWorkers workers) {
        this.share =
                new SourceShare(
                        loops.create(),
                        registry,
                        leases,
                        (source, fence) -> workers.start(source, fence)::stop);
    }

    void begin(@Observes StartupEvent event) {
        share.begin();
    }

    void end(@Observes ShutdownEvent event) {
        try {
            share.end()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PollerLimits.LEAVING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.infof("Leases are left to end by themselves: %s", e);
        }
    }
}

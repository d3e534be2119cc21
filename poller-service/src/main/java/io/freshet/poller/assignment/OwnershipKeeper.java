package io.freshet.poller.assignment;

import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.tail.SourceWorker;
import io.freshet.poller.tail.SourceWorkers;
import io.freshet.poller.warehouse.Leases;
import io.freshet.poller.warehouse.OwnedSource;
import io.freshet.poller.warehouse.SourceRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps this poller's share of the sources: once a second it renews its leases, takes free ones up
 * to its share, gives back what is above it, and stops at once what it may no longer own.
 */
@ApplicationScoped
public class OwnershipKeeper {

    private static final Logger LOG = Logger.getLogger(OwnershipKeeper.class);
    private static final String NO_TABLE = "42P01";

    private final SourceRegistry registry;
    private final Leases leases;
    private final SourceWorkers workers;
    private final Map<Integer, SourceWorker> running = new ConcurrentHashMap<>();
    private volatile Map<Integer, OwnedSource> registered = Map.of();
    private volatile String installation = "";
    private volatile long leasedUntil = System.nanoTime();
    private volatile boolean ending;
    private volatile boolean complained;

    OwnershipKeeper(SourceRegistry registry, Leases leases, SourceWorkers workers) {
        this.registry = registry;
        this.leases = leases;
        this.workers = workers;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> keep() {
        if (ending) {
            return Uni.createFrom().voidItem();
        }
        if (System.nanoTime() - leasedUntil > 0) {
            stopAll();
        }
        return Uni.createFrom()
                .completionStage(() -> turn().toCompletionStage())
                .ifNoItem()
                .after(PollerLimits.LEASE_ROUND)
                .fail()
                .onItemOrFailure()
                .transformToUni(
                        (done, error) -> {
                            report(error);
                            return Uni.createFrom().voidItem();
                        });
    }

    private Future<Void> turn() {
        long asked = System.nanoTime();
        return sources()
                .compose(all -> leases.alive())
                .compose(
                        pollers ->
                                leases.renew()
                                        .compose(
                                                mine -> {
                                                    leasedUntil = asked + Leases.LIFETIME.toNanos();
                                                    return balance(mine, pollers);
                                                }));
    }

    /** The registered sources; registers them again in a warehouse that does not know them. */
    private Future<Map<Integer, OwnedSource>> sources() {
        return registry.look()
                .compose(
                        look ->
                                look.isComplete() && look.installation().equals(installation)
                                        ? Future.succeededFuture(registered)
                                        : register(look.installation()));
    }

    private Future<Map<Integer, OwnedSource>> register(String found) {
        if (!installation.isEmpty() && !installation.equals(found)) {
            LOG.warnf(
                    "This is another warehouse than before: all %d sources are read into it anew",
                    running.size());
            new HashMap<>(running).keySet().forEach(this::stop);
        }
        return registry.register()
                .onSuccess(
                        all -> {
                            registered = Map.copyOf(all);
                            installation = found;
                        });
    }

    private Future<Void> balance(Map<Integer, Long> mine, int pollers) {
        Set<Integer> owned = new TreeSet<>(mine.keySet());
        owned.retainAll(registered.keySet());
        List<Integer> lost =
                running.keySet().stream().filter(source -> !owned.contains(source)).toList();
        lost.forEach(this::stop);
        owned.forEach(source -> start(source, mine.get(source)));
        int share = (registered.size() + pollers - 1) / pollers;
        if (owned.size() > share) {
            List<Integer> extra = new ArrayList<>(owned).subList(share, owned.size());
            extra.forEach(this::stop);
            return leases.release(extra);
        }
        if (owned.size() < share) {
            return leases.take(registered.keySet(), share - owned.size())
                    .onSuccess(taken -> taken.forEach(this::start))
                    .mapEmpty();
        }
        return Future.succeededFuture();
    }

    private void start(int source, long fence) {
        running.computeIfAbsent(source, id -> workers.start(registered.get(id), fence));
    }

    private void stop(int source) {
        SourceWorker worker = running.remove(source);
        if (worker != null) {
            worker.stop();
        }
    }

    private void stopAll() {
        if (!running.isEmpty()) {
            LOG.warnf(
                    "No lease could be renewed for %d s: all %d sources are left to other pollers",
                    Leases.LIFETIME.toSeconds(), running.size());
            new HashMap<>(running).keySet().forEach(this::stop);
        }
    }

    private void report(Throwable error) {
        if (error == null) {
            if (complained) {
                LOG.info("Leases of sources are kept");
            }
            complained = false;
        } else if (!complained) {
            complained = true;
            if (isWithoutTables(error)) {
                LOG.info("Waiting for the aggregator to make Freshet's tables in the warehouse");
            } else {
                LOG.warnf(
                        "Leases cannot be kept: %s. Sources are polled again when the warehouse"
                                + " answers",
                        error);
            }
        }
    }

    private static boolean isWithoutTables(Throwable error) {
        return error instanceof PgException refused && NO_TABLE.equals(refused.getSqlState());
    }

    void end(@Observes ShutdownEvent event) {
        ending = true;
        List<Integer> owned = new ArrayList<>(running.keySet());
        owned.forEach(this::stop);
        try {
            leases.release(owned)
                    .compose(done -> leases.leave())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PollerLimits.LEAVING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.infof("Leases are left to end by themselves: %s", e);
        }
    }
}

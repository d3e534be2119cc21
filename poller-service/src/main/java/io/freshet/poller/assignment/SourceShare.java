package io.freshet.poller.assignment;

import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.time.EventLoop;
import io.freshet.poller.time.TimeLimit;
import io.freshet.poller.time.Timers.Timer;
import io.freshet.poller.warehouse.Leases;
import io.freshet.poller.warehouse.OwnedSource;
import io.freshet.poller.warehouse.SourceRegistry;
import io.freshet.poller.warehouse.Warehouse;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * This poller's share of the sources: once a second it renews its leases, takes free ones up to its
 * share, gives back what is above it, and stops at once what it may no longer own. All of it runs
 * on one loop.
 */
final class SourceShare {

    /** Tails sources. */
    @FunctionalInterface
    interface Tailing {

        /**
         * Starts tailing a source; gives what stops it.
         *
         * @param fence the newest fencing token of its lease
         */
        Runnable start(OwnedSource source, long fence);
    }

    private static final Logger LOG = Logger.getLogger(SourceShare.class);
    private static final long ROUND_MILLIS = 1_000;

    private final EventLoop loop;
    private final SourceRegistry registry;
    private final Leases leases;
    private final Tailing tailing;
    private final Map<Integer, Runnable> running = new HashMap<>();
    private Map<Integer, OwnedSource> registered = Map.of();
    private String installation = "";
    private Timer rounds = () -> {};
    private Timer lapse = () -> {};
    private int round;
    private boolean asking;
    private boolean complained;

    SourceShare(EventLoop loop, SourceRegistry registry, Leases leases, Tailing tailing) {
        this.loop = loop;
        this.registry = registry;
        this.leases = leases;
        this.tailing = tailing;
    }

    /** Begins with the first round. Any thread. */
    void begin() {
        loop.execute(
                () -> {
                    rounds = loop.every(ROUND_MILLIS, this::next);
                    next();
                });
    }

    /** Stops everything and gives all leases back; succeeds when they are. Any thread. */
    Future<Void> end() {
        Promise<Void> left = Promise.promise();
        loop.execute(
                () -> {
                    rounds.cancel();
                    lapse.cancel();
                    round++;
                    Set<Integer> owned = Set.copyOf(running.keySet());
                    stopAll();
                    leases.release(owned).compose(done -> leases.leave()).onComplete(left);
                });
        return left.future();
    }

    private void next() {
        if (asking) {
            return;
        }
        asking = true;
        int number = ++round;
        Future<Void> turn = Future.succeededFuture().compose(start -> turn(number));
        TimeLimit.on(loop, turn, PollerLimits.LEASE_ROUND)
                .onComplete(result -> loop.execute(() -> done(number, result.cause())));
    }

    private void done(int number, Throwable error) {
        asking = false;
        if (number == round) {
            // What of it comes later is of no effect.
            round++;
            report(error);
        }
    }

    private Future<Void> turn(int number) {
        long asked = loop.nanoTime();
        return sources()
                .compose(all -> leases.alive())
                .compose(
                        pollers ->
                                leases.renew()
                                        .compose(mine -> renewed(number, asked, mine, pollers)));
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
            stopAll();
        }
        return registry.register()
                .onSuccess(
                        all -> {
                            registered = Map.copyOf(all);
                            installation = found;
                        });
    }

    private Future<Void> renewed(int number, long asked, Map<Integer, Long> mine, int pollers) {
        if (number != round) {
            return Future.succeededFuture();
        }
        lapse.cancel();
        long since = TimeUnit.NANOSECONDS.toMillis(loop.nanoTime() - asked);
        lapse = loop.after(Leases.LIFETIME.toMillis() - since, this::lapsed);
        return balance(number, mine, pollers);
    }

    private Future<Void> balance(int number, Map<Integer, Long> mine, int pollers) {
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
                    .onSuccess(taken -> taken(number, taken))
                    .mapEmpty();
        }
        return Future.succeededFuture();
    }

    private void taken(int number, Map<Integer, Long> taken) {
        if (number == round) {
            taken.forEach(this::start);
        }
    }

    private void start(int source, long fence) {
        running.computeIfAbsent(source, id -> tailing.start(registered.get(id), fence));
    }

    private void stop(int source) {
        Runnable stop = running.remove(source);
        if (stop != null) {
            stop.run();
        }
    }

    private void stopAll() {
        Set.copyOf(running.keySet()).forEach(this::stop);
    }

    private void lapsed() {
        if (!running.isEmpty()) {
            LOG.warnf(
                    "No lease could be renewed for %d s: all %d sources are left to other pollers",
                    Leases.LIFETIME.toSeconds(), running.size());
            stopAll();
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
            if (Warehouse.isUnfinished(error)) {
                LOG.info("Waiting for the aggregator to make Freshet's tables in the warehouse");
            } else {
                LOG.warnf(
                        "Leases cannot be kept: %s. Sources are polled again when the warehouse"
                                + " answers",
                        error);
            }
        }
    }
}

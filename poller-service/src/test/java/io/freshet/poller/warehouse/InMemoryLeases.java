package io.freshet.poller.warehouse;

import io.freshet.poller.fault.NthCall;
import io.freshet.poller.time.VirtualTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The leases of several pollers in memory, on virtual time. */
public final class InMemoryLeases {

    private static final NthCall.Party PARTY =
            new NthCall.Party(
                    "the warehouse",
                    false,
                    10_000,
                    () -> new IOException("the warehouse does not answer"));

    private record Lease(String owner, long endsAt, long fence) {}

    private final VirtualTime time;
    private final Map<Integer, Lease> leases = new TreeMap<>();
    private final Map<String, Long> seen = new HashMap<>();
    private final Set<String> withoutSession = new HashSet<>();

    /**
     * @param sources which there are; nobody owns them
     */
    public InMemoryLeases(VirtualTime time, Collection<Integer> sources) {
        this.time = time;
        sources.forEach(source -> leases.put(source, new Lease("", 0, 0)));
    }

    /** Who owns a source now; empty where nobody does. */
    public String owner(int source) {
        Lease lease = leases.get(source);
        return isFree(lease) ? "" : lease.owner();
    }

    /** The sources are gone with all that was known, and are there again. */
    public void forgetEverything() {
        leases.replaceAll((source, lease) -> new Lease("", 0, 0));
        seen.clear();
    }

    /** The leases as one poller sees them. */
    public OfPoller of(String poller) {
        return new OfPoller(poller);
    }

    private boolean isFree(Lease lease) {
        return lease.owner().isEmpty()
                || lease.endsAt() < time.nanoTime()
                || hasEnded(lease.owner());
    }

    private boolean hasEnded(String poller) {
        return withoutSession.contains(poller)
                && seen.containsKey(poller)
                && seen.get(poller) < time.nanoTime() - Leases.SILENCE.toNanos();
    }

    private long end() {
        return time.nanoTime() + Leases.LIFETIME.toNanos();
    }

    /** What one poller asks; the warehouse may be away for it. */
    public final class OfPoller implements Leases {

        private final String name;
        private boolean away;
        private boolean hanging;
        private long delayMillis = 1;
        private NthCall nth = NthCall.none();

        private OfPoller(String name) {
            this.name = name;
        }

        /** From now on every question fails, or again not. */
        public void away(boolean on) {
            away = on;
        }

        /** From now on nothing is answered, or again. */
        public void hang(boolean on) {
            hanging = on;
        }

        /** Its session ends; what it asks next has a new one. */
        public void cut() {
            withoutSession.add(name);
        }

        /** How long it takes until a question has reached the warehouse. */
        public void delay(long millis) {
            delayMillis = millis;
        }

        /** One question fails. */
        public void failing(NthCall call) {
            nth = call;
        }

        private <T> Future<T> ask(Supplier<T> question) {
            return nth.of(PARTY, () -> answer(question));
        }

        private <T> Future<T> answer(Supplier<T> question) {
            Promise<T> promise = Promise.promise();
            if (!hanging) {
                time.after(
                        delayMillis,
                        () -> {
                            if (away) {
                                promise.fail(new IOException("the warehouse does not answer"));
                            } else {
                                promise.complete(question.get());
                            }
                        });
            }
            return promise.future();
        }

        @Override
        public Future<Integer> alive() {
            return ask(
                    () -> {
                        seen.put(name, time.nanoTime());
                        withoutSession.remove(name);
                        long since = time.nanoTime() - LIFETIME.toNanos();
                        return (int)
                                seen.keySet().stream()
                                        .filter(one -> seen.get(one) > since && !hasEnded(one))
                                        .count();
                    });
        }

        @Override
        public Future<Map<Integer, Long>> renew() {
            return ask(
                    () -> {
                        Map<Integer, Long> mine = new HashMap<>();
                        leases.replaceAll(
                                (source, lease) -> {
                                    if (!lease.owner().equals(name)) {
                                        return lease;
                                    }
                                    mine.put(source, lease.fence());
                                    return new Lease(name, end(), lease.fence());
                                });
                        return mine;
                    });
        }

        @Override
        public Future<Map<Integer, Long>> take(Collection<Integer> wanted, int most) {
            List<Integer> asked = List.copyOf(wanted);
            return ask(
                    () -> {
                        Map<Integer, Long> taken = new HashMap<>();
                        for (int source : asked) {
                            Lease lease = leases.get(source);
                            if (lease != null && isFree(lease) && taken.size() < most) {
                                taken.put(source, lease.fence());
                                leases.put(source, new Lease(name, end(), lease.fence()));
                            }
                        }
                        return taken;
                    });
        }

        @Override
        public Future<Void> release(Collection<Integer> sources) {
            List<Integer> asked = List.copyOf(sources);
            return ask(
                    () -> {
                        for (int source : asked) {
                            leases.computeIfPresent(
                                    source,
                                    (id, lease) ->
                                            lease.owner().equals(name)
                                                    ? new Lease("", 0, lease.fence())
                                                    : lease);
                        }
                        return null;
                    });
        }

        @Override
        public Future<Void> leave() {
            return ask(
                    () -> {
                        seen.remove(name);
                        return null;
                    });
        }

        @Override
        public Future<Long> nextFence(OwnedSource source) {
            return this.<Future<Long>>ask(
                            () -> {
                                Lease lease = leases.get(source.id());
                                if (!owner(source.id()).equals(name)) {
                                    return Future.failedFuture(
                                            new LeaseLostException(source.name()));
                                }
                                long next = lease.fence() + 1;
                                leases.put(source.id(), new Lease(name, lease.endsAt(), next));
                                return Future.succeededFuture(next);
                            })
                    .compose(fence -> fence);
        }
    }
}

package io.freshet.poller.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.poller.fault.NthCall;
import io.freshet.poller.fault.NthCall.Way;
import io.freshet.poller.time.VirtualTime;
import io.freshet.poller.warehouse.InMemoryLeases;
import io.freshet.poller.warehouse.OwnedSource;
import io.freshet.poller.warehouse.OwnedSources;
import io.freshet.poller.warehouse.SourceRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Several pollers that share sources on virtual time. No source ever is tailed by two. */
final class SimulatedPollers {

    private final VirtualTime time = new VirtualTime();
    private final List<Integer> sources;
    private final InMemoryLeases leases;
    private final Map<Integer, String> tailedBy = new TreeMap<>();
    private final Map<String, One> pollers = new HashMap<>();
    private String installation = "first";
    private boolean complete = true;
    private int starts;

    SimulatedPollers(int sources) {
        this.sources = IntStream.rangeClosed(1, sources).boxed().toList();
        this.leases = new InMemoryLeases(time, this.sources);
    }

    /** A poller that starts now. */
    One start(String name) {
        One poller = new One(name);
        pollers.put(name, poller);
        poller.share.begin();
        return poller;
    }

    /** One call of many fails, on the time of these pollers. */
    NthCall nthCall(int number, Way way) {
        return new NthCall(time, number, way);
    }

    void pass(Duration duration) {
        time.pass(duration);
    }

    /** How long it takes until every source is tailed by whom it is leased to. */
    Duration untilAllAreTailed(Duration atMost) {
        long began = time.millis();
        while (tailedBy.size() < sources.size()) {
            assertThat(time.millis() - began)
                    .as("milliseconds, and tailed are %s", tailedBy)
                    .isLessThanOrEqualTo(atMost.toMillis());
            pass(Duration.ofMillis(10));
        }
        return Duration.ofMillis(time.millis() - began);
    }

    /** Which sources a poller tails. */
    Set<Integer> tailed(String poller) {
        Set<Integer> tailed = new TreeSet<>();
        tailedBy.forEach(
                (source, by) -> {
                    if (by.equals(poller)) {
                        tailed.add(source);
                    }
                });
        return tailed;
    }

    /** Who tails a source; nobody where that is empty. */
    String tailing(int source) {
        return tailedBy.getOrDefault(source, "");
    }

    /** Who owns a source. */
    String owner(int source) {
        return leases.owner(source);
    }

    /** How often tailing was started. */
    int starts() {
        return starts;
    }

    /** The warehouse is dropped and made anew. */
    void renewWarehouse(String name) {
        installation = name;
        leases.forgetEverything();
    }

    /** Whether the warehouse knows all sources; where not they are registered. */
    void complete(boolean known) {
        complete = known;
    }

    boolean isComplete() {
        return complete;
    }

    /** A poller. */
    final class One implements SourceRegistry {

        private final String name;
        private final InMemoryLeases.OfPoller view;
        private final SourceShare share;
        private boolean killed;

        private One(String name) {
            this.name = name;
            this.view = leases.of(name);
            this.share = new SourceShare(time, this, view, this::tail);
        }

        private Runnable tail(OwnedSource source, long fence) {
            assertThat(tailedBy)
                    .as("who tails when %s begins", name)
                    .doesNotContainKey(source.id());
            tailedBy.put(source.id(), name);
            starts++;
            return () ->
                    assertThat(killed || tailedBy.remove(source.id(), name))
                            .as("%s tails what it stops", name)
                            .isTrue();
        }

        /** What it asks of the warehouse. */
        InMemoryLeases.OfPoller warehouse() {
            return view;
        }

        /** Its process is killed: it tails nothing, asks nothing, and its session ends. */
        void kill() {
            killed = true;
            view.hang(true);
            view.cut();
            tailedBy.values().removeIf(name::equals);
        }

        /** Ends in order. */
        Future<Void> end() {
            return share.end();
        }

        @Override
        public Future<Look> look() {
            return view.alive().map(alive -> new Look(installation, complete));
        }

        @Override
        public Future<Map<Integer, OwnedSource>> register() {
            return view.alive()
                    .map(
                            alive -> {
                                complete = true;
                                Map<Integer, OwnedSource> all = new HashMap<>();
                                sources.forEach(id -> all.put(id, OwnedSources.of(id)));
                                return all;
                            });
        }
    }
}

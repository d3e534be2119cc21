package io.freshet.poller.warehouse;

import io.freshet.events.ChangeEvent;
import io.freshet.events.EpochOpened;
import io.freshet.events.KeyRange;
import io.freshet.events.TableId;
import io.freshet.poller.fault.NthCall;
import io.freshet.poller.table.KeyGaps;
import io.freshet.poller.table.RangeSum;
import io.freshet.poller.time.EventLoop;
import io.freshet.warehouse.layout.Home;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A warehouse in memory with one source, and the aggregator that applies events to it. */
public final class InMemoryWarehouse implements HeldState {

    /** A row that is held. */
    public record HeldRow(long digest, long time, String value) {}

    private static final NthCall.Party PARTY =
            new NthCall.Party(
                    "the warehouse", false, 10_000, () -> new IOException("the warehouse is away"));

    private final EventLoop loop;
    private final Home home;
    private final InMemoryHeldRows tables;
    private final Map<String, FirstSight> sights = new HashMap<>();
    private final List<ChangeEvent> appliedEvents = new ArrayList<>();
    private Applied applied = Applied.NOTHING;
    private long fence;
    private boolean owned = true;
    private boolean away;
    private boolean hanging;
    private int refused;
    private NthCall nth = NthCall.none();

    public InMemoryWarehouse(EventLoop loop) {
        this(loop, Home.INTEGER);
    }

    /**
     * @param home what the keys of all tables are
     */
    public InMemoryWarehouse(EventLoop loop, Home home) {
        this.loop = loop;
        this.home = home;
        this.tables = new InMemoryHeldRows(home);
    }

    /**
     * Applies an event as the aggregator does: older epochs and events after a hole are refused.
     */
    public void apply(ChangeEvent event) {
        long eventFence = event.position().fence();
        long sequence = event.position().sequence();
        if (event instanceof EpochOpened && eventFence > applied.fence()) {
            applied = new Applied(eventFence, 0);
        } else if (eventFence == applied.fence() && sequence == applied.sequence() + 1) {
            tables.change(event);
            applied = new Applied(eventFence, sequence);
            appliedEvents.add(event);
        } else {
            refused++;
        }
    }

    /** The rows of a table, to be looked at or damaged. */
    public NavigableMap<Long, HeldRow> rows(TableId table) {
        return tables.of(table);
    }

    /** The digests of all rows of a table. */
    public Map<Long, Long> digests(TableId table) {
        Map<Long, Long> digests = new TreeMap<>();
        rows(table).forEach((key, row) -> digests.put(key, row.digest()));
        return digests;
    }

    /** Rows with this key are refused, and dead-lettered, from now on. */
    public void refuse(long key) {
        tables.refuse(key);
    }

    /** The sums of a range are wrong from now on, until they are computed anew. */
    public void damageSums(long range) {
        tables.damage(range);
    }

    /** Whether the sums of a range are wrong. */
    public boolean isDamaged(long range) {
        return tables.damaged().contains(range);
    }

    /** Whether this poller owns the source. */
    public void owned(boolean on) {
        owned = on;
    }

    /** From now on every question fails, or not any more. */
    public void away(boolean on) {
        away = on;
    }

    /** From now on nothing is answered, or again. */
    public void hang(boolean on) {
        hanging = on;
    }

    /** One question fails. */
    public void failing(NthCall call) {
        nth = call;
    }

    /** Everything that is held is lost, as where the warehouse is made anew. */
    public void forgetEverything() {
        tables.clear();
        sights.clear();
        applied = Applied.NOTHING;
        fence = 0;
    }

    /** It is noted of a table that all that was there at its first sight is held. */
    public void backfilled(TableId table) {
        sights.computeIfPresent(
                table.table(), (name, sight) -> new FirstSight(sight.highestKey(), true));
    }

    /** Another poller opens the source. */
    public void openElsewhere() {
        fence = Math.max(fence, applied.fence()) + 1;
        applied = new Applied(fence, 0);
    }

    /** How far events are applied. */
    public Applied applied() {
        return applied;
    }

    /** The events that changed something, since this was asked last. */
    public List<ChangeEvent> takeEvents() {
        List<ChangeEvent> taken = List.copyOf(appliedEvents);
        appliedEvents.clear();
        return taken;
    }

    /** How many events were refused. */
    public int refused() {
        return refused;
    }

    private <T> Future<T> answer(Supplier<T> question) {
        return nth.of(PARTY, () -> ask(question));
    }

    private <T> Future<T> ask(Supplier<T> question) {
        Promise<T> promise = Promise.promise();
        if (hanging) {
            return promise.future();
        }
        loop.after(
                1,
                () -> {
                    if (away) {
                        promise.fail(new IOException("the warehouse does not answer"));
                    } else {
                        promise.complete(question.get());
                    }
                });
        return promise.future();
    }

    @Override
    public Future<Long> nextFence(OwnedSource source) {
        return answer(() -> fence = Math.max(fence, applied.fence()) + 1)
                .compose(
                        next ->
                                owned
                                        ? Future.succeededFuture(next)
                                        : Future.failedFuture(
                                                new LeaseLostException(source.name())));
    }

    @Override
    public Future<Map<Integer, Applied>> applied(Collection<Integer> sources) {
        return answer(
                () -> {
                    Map<Integer, Applied> all = new HashMap<>();
                    if (!applied.equals(Applied.NOTHING)) {
                        sources.forEach(source -> all.put(source, applied));
                    }
                    return all;
                });
    }

    @Override
    public Future<FirstSight> firstSight(
            OwnedSource source, String table, Supplier<Future<OptionalLong>> highestKey) {
        if (sights.containsKey(table)) {
            return answer(() -> sights.get(table));
        }
        return highestKey
                .get()
                .map(
                        highest -> {
                            long key = highest.orElse(Long.MIN_VALUE);
                            sights.put(table, new FirstSight(key, false));
                            return sights.get(table);
                        });
    }

    @Override
    public Future<KeyGaps> gaps(OwnedSource source, TableId table, long now) {
        return answer(
                () -> {
                    HeldGaps gaps = new HeldGaps();
                    gaps.sparse(rows(table).keySet().stream().mapToLong(Long::longValue).toArray());
                    return gaps.toGaps(true, now);
                });
    }

    @Override
    public Future<HeldSums> ranges(
            OwnedSource source, TableId table, long first, long last, int most) {
        return answer(
                () -> {
                    TreeMap<Long, RangeSum> sums = new TreeMap<>();
                    for (Map.Entry<Long, HeldRow> row :
                            rows(table)
                                    .subMap(
                                            home.lowestKey(first),
                                            true,
                                            home.highestKey(last),
                                            true)
                                    .entrySet()) {
                        if (sums.size() > most) {
                            break;
                        }
                        sums.merge(
                                home.numberOf(row.getKey()),
                                RangeSum.NONE.plus(row.getValue().digest()),
                                RangeSum::plus);
                    }
                    tables.damaged()
                            .forEach(
                                    range ->
                                            sums.computeIfPresent(
                                                    range, (number, sum) -> sum.plus(1)));
                    while (sums.size() > most) {
                        sums.pollLastEntry();
                    }
                    return new HeldSums(applied, sums);
                });
    }

    @Override
    public Future<HeldSums> parts(OwnedSource source, TableId table, List<Long> ranges) {
        return answer(
                () -> {
                    TreeMap<Long, RangeSum> sums = new TreeMap<>();
                    rows(table)
                            .forEach(
                                    (key, row) -> {
                                        if (ranges.contains(home.numberOf(key))) {
                                            sums.merge(
                                                    home.partOf(key),
                                                    RangeSum.NONE.plus(row.digest()),
                                                    RangeSum::plus);
                                        }
                                    });
                    return new HeldSums(applied, sums);
                });
    }

    @Override
    public Future<HeldDigests> digests(OwnedSource source, TableId table, List<KeyRange> ranges) {
        return answer(
                () -> {
                    Map<Long, Long> digests = new HashMap<>();
                    for (KeyRange range : ranges) {
                        rows(table)
                                .subMap(range.low(), true, range.high(), true)
                                .forEach((key, row) -> digests.put(key, row.digest()));
                    }
                    return new HeldDigests(applied, digests);
                });
    }
}

package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.publish.EpochFailure;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.reconcile.StretchComparison.Emptied;
import io.freshet.poller.source.RowPage;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.status.SourceMeter;
import io.freshet.poller.table.TableState;
import io.freshet.poller.time.EventLoop;
import io.freshet.poller.warehouse.HeldDigests;
import io.freshet.poller.warehouse.HeldState;
import io.freshet.poller.warehouse.OwnedSource;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds out which rows of some ranges differ, and publishes them as they are or that they are gone.
 * To be used from the source's loop.
 */
final class RowReconciliation {

    private final OwnedSource source;
    private final TableState state;
    private final EpochPublisher publisher;
    private final HeldState held;
    private final EventLoop loop;
    private final HeldQuestion question;
    private final PassPace pace;
    private final Proof proof;
    private final GoneRows gone;
    private final SourceMeter meter;
    private final RepairMemory memory;
    private final Set<Long> unseen = new HashSet<>();
    private final Set<Long> doubts = new HashSet<>();

    RowReconciliation(
            OwnedSource source,
            TableState state,
            EpochPublisher publisher,
            HeldState held,
            EventLoop loop,
            HeldQuestion question,
            PassPace pace,
            Proof proof,
            SourceMeter meter) {
        this.source = source;
        this.state = state;
        this.publisher = publisher;
        this.held = held;
        this.loop = loop;
        this.question = question;
        this.pace = pace;
        this.proof = proof;
        this.gone = new GoneRows(state, publisher);
        this.meter = meter;
        this.memory = new RepairMemory();
    }

    /** What was repaired. */
    RepairMemory memory() {
        return memory;
    }

    /**
     * Compares rows by digest.
     *
     * @return completes when the source has answered; what it completes with completes when the
     *     warehouse has, too
     */
    Future<Future<RowDifference>> compare(SourceTable table, List<KeyRange> ranges) {
        long before = publisher.lastPublished().sequence();
        state.recent().begin(before);
        return table.digests(ranges)
                .map(
                        found -> {
                            pace.spent(found.costMicros());
                            Map<Long, Long> there = seen(found.byKey());
                            return heldOf(ranges, before)
                                    .map(
                                            answer -> {
                                                RowDifference difference =
                                                        differences(ranges, there, answer);
                                                return difference.doubting(
                                                        doubted(ranges, difference.keys()));
                                            });
                        });
    }

    /**
     * Compares some rows by digest.
     *
     * @param there the rows that the source has, of those that {@link #seen} gave
     * @param sequence the event that had been published when the source was asked
     */
    Future<RowDifference> compare(Map<Long, Long> there, long sequence) {
        List<KeyRange> keys = there.keySet().stream().map(key -> new KeyRange(key, key)).toList();
        return heldOf(keys, sequence).map(answer -> differences(keys, there, answer));
    }

    private Future<HeldDigests> heldOf(List<KeyRange> ranges, long sequence) {
        return question.ask(
                () -> held.digests(source, state.id(), ranges), HeldDigests::applied, sequence);
    }

    /**
     * The rows that had been seen; those that had not are left to the polls.
     *
     * @param found digests by key, of what the source has
     */
    Map<Long, Long> seen(Map<Long, Long> found) {
        Map<Long, Long> seen = new HashMap<>();
        unseen.clear();
        found.forEach(
                (key, digest) -> {
                    if (state.gaps().contains(key)) {
                        state.gaps().expect(key, loop.millis());
                        proof.leaveToPolls(key);
                        unseen.add(state.home().numberOf(key));
                    } else {
                        seen.put(key, digest);
                    }
                });
        return seen;
    }

    private RowDifference differences(
            List<KeyRange> ranges, Map<Long, Long> there, HeldDigests answer) {
        if (state.recent().isTooMuch()) {
            throw new EpochFailure("more rows came in than a comparison can tell apart");
        }
        Map<Long, Long> here = new HashMap<>(answer.byKey());
        // What was published since is newer than what was read here.
        Set<Long> newer = state.recent().keysUpTo(answer.applied().sequence());
        here.keySet().removeAll(newer);
        there.keySet().removeAll(newer);
        RowDifference difference = RowDifference.between(there, here);
        remember(ranges, difference, there);
        return difference;
    }

    /** Ranges that were taken for different twice and have no row that is. */
    private List<Long> doubted(List<KeyRange> ranges, Set<Long> differing) {
        List<Long> doubted = new ArrayList<>();
        for (KeyRange range : ranges) {
            long number = state.home().numberOf(range.low());
            boolean explained =
                    !range.equals(StretchComparison.whole(state.home(), number))
                            || unseen.contains(number)
                            || state.recent().touches(range)
                            || differing.stream().anyMatch(range::contains);
            if (explained) {
                doubts.remove(number);
            } else if (!doubts.add(number)) {
                doubts.remove(number);
                doubted.add(number);
            }
        }
        return doubted;
    }

    private void remember(List<KeyRange> ranges, RowDifference difference, Map<Long, Long> there) {
        Set<Long> all = difference.keys();
        ranges.forEach(range -> memory.compared(range, all));
        for (long key : all) {
            Long digest = there.get(key);
            memory.differs(key, digest == null ? OptionalLong.empty() : OptionalLong.of(digest));
        }
    }

    /**
     * Publishes that ranges hold no row any more; not where rows were published of them since the
     * source was seen to have none, and false then.
     */
    boolean clear(SourceTable table, Emptied cleared) {
        if (state.recent().touches(cleared.keys())) {
            return false;
        }
        gone.publish(table.definition(), cleared.keys(), loop.wallMicros(), loop.millis());
        meter.goneRows().increment((double) cleared.rows());
        memory.differs(cleared.keys(), cleared.rows());
        pace.foundChange();
        return true;
    }

    /** What is to be done about rows that differ; sums that are doubted are told at once. */
    PassStep.Repairing plan(RowDifference difference) {
        if (!difference.isNone()) {
            pace.foundChange();
            difference.countTo(meter);
        }
        difference.doubted().forEach(gone::doubt);
        return new PassStep.Repairing(
                difference.gonePages(PollerLimits.GONE_KEYS),
                difference.pagesToRead(PollerLimits.REPAIR_ROWS));
    }

    /** Publishes one page of keys that are gone, or of rows as they are now. */
    Future<Void> repair(SourceTable table, PassStep.Repairing repairing) {
        if (!repairing.gone().isEmpty()) {
            gone.publish(repairing.gone().poll(), loop.millis());
            return Future.succeededFuture();
        }
        return table.readKeys(repairing.toRead().poll(), loop.wallMicros()).map(this::publish);
    }

    private Void publish(RowPage page) {
        pace.spent(page.costMicros());
        RowBlock rows = page.rows();
        state.stamp(rows);
        state.publishAgain(rows, publisher);
        return null;
    }
}

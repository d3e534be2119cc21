package io.freshet.poller.reconcile;

import io.freshet.configuration.SourceConfig.SweepConfig;
import io.freshet.events.KeyRange;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.source.Hints;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.table.RangeChecksums;
import io.freshet.poller.table.RangeSum;
import io.freshet.poller.table.TableState;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeSet;

/**
 * Sweeps one table, a small step at a time, so that polls are hardly held up. To be used from the
 * source's Vert.x context, never while another read of the table is under way: what is compared has
 * then been published in the order in which it was read.
 */
public final class TableReconciliation {

    /** How long a step should take at the source. */
    private static final long STEP_MILLIS = 20;

    private static final long FEWEST_ROWS = 1_000;
    private static final long MOST_ROWS = 200_000;

    /** How many rows are read again at once. */
    private static final long REPAIR_ROWS = 4_096;

    /** How many ranges without rows are cleared at once: bounds the rows deleted in one event. */
    private static final int REPAIR_RANGES = 200;

    private final ReconciliationSchedule schedule;
    private final Deque<KeyRange> repairs = new ArrayDeque<>();
    private long stepRows = 5_000;
    private long cursor = Long.MIN_VALUE;
    private Hints hints;
    private boolean replaced;
    private boolean replacedInPass;
    private long differences;
    private long passes;

    /** A sweep that begins with its first step. */
    public TableReconciliation(SweepConfig shares) {
        this.schedule = new ReconciliationSchedule(shares);
    }

    /**
     * Takes in what can be seen without reading the table.
     *
     * @param now milliseconds of the sweep's clock
     * @param grown whether rows were inserted since the last hints
     */
    public void look(Hints seen, long now, boolean grown) {
        if (hints != null && seen.movedSince(hints)) {
            schedule.hint(now);
            if (seen.replacedSince(hints)) {
                replaced = true;
                abort();
            }
        }
        if (grown || !seen.counted()) {
            schedule.active(now);
        }
        hints = seen;
    }

    /** Whether a step may be done now. */
    public boolean isDue(long now) {
        return !repairs.isEmpty() || schedule.isDue(now);
    }

    /**
     * Does one step: compares a stretch of the table, or reads a range that differed again.
     *
     * @param readAt now, microseconds since 1970 UTC
     * @param now now, milliseconds of the sweep's clock
     */
    public Future<Void> step(
            SourceTable reader, TableState state, EpochPublisher publisher, long readAt, long now) {
        KeyRange repair = repairs.poll();
        if (repair != null) {
            return new RangeRepair(reader, state, publisher)
                    .run(repair, readAt, now, replaced || replacedInPass)
                    .onSuccess(
                            differed -> {
                                if (differed) {
                                    differences++;
                                    schedule.hint(now);
                                }
                            })
                    .onFailure(error -> abort())
                    .mapEmpty();
        }
        if (cursor == Long.MIN_VALUE) {
            replacedInPass = replaced;
            replaced = false;
        }
        KeyRange stretch = state.ledger().stretchFrom(cursor, stepRows);
        schedule.stepBegins(now);
        return reader.sumRanges(stretch)
                .onSuccess(
                        sums -> {
                            long cost = Math.max(1, sums.costMicros() / 1_000);
                            compare(stretch, sums.byRange(), state.ledger());
                            adapt(cost);
                            schedule.stepEnded(now + cost, cost);
                            advance(stretch);
                        })
                .onFailure(error -> abort())
                .mapEmpty();
    }

    private void adapt(long cost) {
        stepRows =
                Math.max(
                        FEWEST_ROWS,
                        Math.min(MOST_ROWS, stepRows * (STEP_MILLIS + 5) / (cost + 5)));
    }

    private void advance(KeyRange stretch) {
        if (stretch.high() == Long.MAX_VALUE) {
            cursor = Long.MIN_VALUE;
            schedule.passEnded();
            passes++;
        } else {
            cursor = stretch.high() + 1;
        }
    }

    private void compare(KeyRange stretch, Map<Long, RangeSum> found, RangeChecksums ledger) {
        TreeSet<Long> ranges = new TreeSet<>(ledger.rangesWithin(stretch));
        ranges.addAll(found.keySet());
        KeyRange open = null;
        long rows = 0;
        int count = 0;
        for (long range : ranges) {
            RangeSum sum = found.getOrDefault(range, RangeSum.NONE);
            boolean differs = !sum.equals(ledger.get(range));
            boolean fits = rows + sum.rows() <= REPAIR_ROWS && count < REPAIR_RANGES;
            if (open != null && (!differs || !fits)) {
                repairs.add(open);
                open = null;
            }
            if (differs) {
                KeyRange keys = RangeChecksums.keysOf(range);
                rows = open == null ? sum.rows() : rows + sum.rows();
                count = open == null ? 1 : count + 1;
                open = new KeyRange(open == null ? keys.low() : open.low(), keys.high());
            }
        }
        if (open != null) {
            repairs.add(open);
        }
    }

    private void abort() {
        repairs.clear();
        cursor = Long.MIN_VALUE;
        schedule.passAborted();
    }

    /** How many ranges differed from what was published and were read again. */
    public long differences() {
        return differences;
    }

    /** How many complete passes there were. */
    public long passes() {
        return passes;
    }

    /** Whether ranges that differ still wait to be read again. */
    public boolean repairing() {
        return !repairs.isEmpty();
    }

    /** Whether the table was truncated, rewritten or recreated and that is not yet taken in. */
    public boolean resetting() {
        return replaced || (replacedInPass && repairing());
    }

    /** How many milliseconds of the source's time the last complete pass took. */
    public long passMillis() {
        return schedule.passCost();
    }
}

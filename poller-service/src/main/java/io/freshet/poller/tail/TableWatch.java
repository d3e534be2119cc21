package io.freshet.poller.tail;

import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.reconcile.LedgerAudit;
import io.freshet.poller.reconcile.TableReconciliation;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.status.SourceMeters.SourceMeter;
import io.freshet.poller.table.TableState;
import io.freshet.poller.warehouse.OwnedSource;
import io.freshet.poller.warehouse.TableMarks;
import io.freshet.poller.warehouse.WarehouseReader.LedgerImage;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** All that is done about one table of a source: polls, hints, sweeps, audits. */
final class TableWatch {

    /** How often hints are looked for while rows come in, and where none has come for long. */
    private static final long HINT_MILLIS = 1_000;

    private static final long IDLE_HINT_MILLIS = 2_000;
    private static final long IDLE_AFTER_MILLIS = 10_000;
    private static final long VERIFY_MILLIS = 5_000;

    private final OwnedSource source;
    private final SourceMeter meter;
    private final TableReconciliation sweep;
    private SourceTable reader;
    private TableState state;
    private EpochPublisher publisher;
    private OptionalLong highestKey = OptionalLong.empty();
    private long lastHint = Long.MIN_VALUE / 2;
    private long lastVerified = Long.MIN_VALUE / 2;
    private long auditedPasses;
    private long auditedAt;
    private long seenKey = Long.MIN_VALUE;
    private long lastRows = now();

    TableWatch(OwnedSource source, SourceTable reader, SourceMeter meter) {
        this.source = source;
        this.reader = reader;
        this.meter = meter;
        this.sweep = new TableReconciliation(source.config().sweeps());
    }

    SourceTable reader() {
        return reader;
    }

    /** The source was connected to anew. */
    void reconnect(SourceTable fresh) {
        reader = fresh;
    }

    /** An epoch was opened. */
    void open(TableState opened, EpochPublisher events) {
        state = opened;
        publisher = events;
    }

    /** Polls; true means that more rows may wait. */
    Future<Boolean> poll(long readAt) {
        long began = System.nanoTime();
        return new TablePoll(reader, state, publisher)
                .run(readAt, now())
                .map(
                        rows -> {
                            meter.polls().record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
                            meter.published().increment(rows);
                            if (rows > 0) {
                                lastRows = now();
                            }
                            return rows >= TablePoll.PAGE;
                        });
    }

    /** All rows that wait have been read. */
    void caughtUp() {
        if (!state.backfilled()) {
            state.setBackfilled();
        }
    }

    /**
     * Looks for hints and does a step of the sweep, where due.
     *
     * @param behind whether rows wait to be read: then sweeping has to wait
     * @return whether ranges that differ wait to be read again
     */
    Future<Boolean> tend(boolean behind) {
        boolean idle = now() - lastRows > IDLE_AFTER_MILLIS;
        long since = now() - lastHint;
        Future<Void> hints =
                since < (idle ? IDLE_HINT_MILLIS : HINT_MILLIS) ? Future.succeededFuture() : look();
        return hints.compose(
                looked -> {
                    if (behind || !sweep.isDue(now())) {
                        return Future.succeededFuture(false);
                    }
                    long readAt = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
                    return sweep.step(reader, state, publisher, readAt, now())
                            .map(done -> sweep.repairing());
                });
    }

    private Future<Void> look() {
        lastHint = now();
        boolean verify = now() - lastVerified >= VERIFY_MILLIS;
        Future<Void> verified = Future.succeededFuture();
        if (verify) {
            lastVerified = now();
            verified = reader.verify();
        }
        return verified.compose(done -> reader.hints())
                .compose(
                        hints -> {
                            highestKey = hints.highestKey();
                            long mark = state.gaps().highWaterMark();
                            sweep.look(hints, now(), mark != seenKey);
                            seenKey = mark;
                            // a replaced table may have other columns: find out before reading on
                            return sweep.resetting() ? reader.verify() : Future.succeededFuture();
                        });
    }

    /** Whether a sweep was completed that has not been audited against the warehouse. */
    boolean auditDue() {
        return sweep.passes() > auditedPasses && !sweep.repairing();
    }

    /** Compares with what the warehouse holds; gives the number of ranges that differ. */
    long audit(LedgerImage image, long at) {
        auditedPasses = sweep.passes();
        auditedAt = at;
        return LedgerAudit.differences(state.ledger(), image);
    }

    TableMarks.Mark mark() {
        return new TableMarks.Mark(
                source.id(),
                reader.definition().name(),
                state.gaps().highWaterMark(),
                state.backfilled());
    }

    long lagRows() {
        if (state == null || highestKey.isEmpty()) {
            return 0;
        }
        long mark = state.gaps().highWaterMark();
        long from = mark == Long.MIN_VALUE ? 0 : mark;
        return Math.max(0, highestKey.getAsLong() - from);
    }

    long pendingGaps() {
        return state == null ? 0 : state.gaps().pending();
    }

    long auditedAt() {
        return auditedAt;
    }

    long differences() {
        return sweep.differences();
    }

    boolean resetting() {
        return sweep.resetting();
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}

package io.freshet.poller.tail;

import io.freshet.events.SourceState;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.source.RowPage;
import io.freshet.poller.source.SourceProblem;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads what is committed, poll by poll, and does the steps of reconciliation in between. While
 * little is to be read, a poll asks all tables at once, which costs one round trip; else one
 * statement at a time.
 */
final class Tailing implements WorkerState {

    /** How many tables that are being read a status names. */
    private static final int TABLES_NAMED = 3;

    private final TailedSource source;
    private final OpenConnection connection;
    private final Epoch epoch;
    private final EpochPublisher publisher;
    private final Sleep sleep;
    private final long pollMillis;
    private long nextPoll;
    private boolean behind;
    private boolean atOnce;
    private boolean reconciledSincePoll = true;
    private int nextTable;

    Tailing(TailedSource source, OpenConnection connection, Epoch epoch) {
        this.source = source;
        this.connection = connection;
        this.epoch = epoch;
        this.publisher = epoch.publisher();
        this.sleep = new Sleep(source.loop());
        this.pollMillis = source.owned().config().pollInterval().toMillis();
        this.nextPoll = source.loop().millis();
        epoch.onWake(sleep::wake);
        source.status().tailing(epoch);
    }

    @Override
    public Future<WorkerState> step() {
        return action().map(this);
    }

    private Future<Void> action() {
        if (publisher.failure().isPresent()) {
            return Future.failedFuture(publisher.failure().get());
        }
        long untilPoll = nextPoll - source.loop().millis();
        TailedTable due = dueForReconciliation();
        boolean turn = untilPoll > 0 || !reconciledSincePoll;
        if (due != null && turn) {
            reconciledSincePoll = true;
            return room().compose(room -> due.reconcile(behind));
        }
        return untilPoll > 0 ? sleep.start(Math.min(untilPoll, untilReconciliation())) : poll();
    }

    /** The next table, in turn, that a step can be done about now. */
    private TailedTable dueForReconciliation() {
        int tables = epoch.tables().size();
        for (int i = 0; i < tables; i++) {
            TailedTable table = epoch.tables().get((nextTable + i) % tables);
            if (table.millisUntilReconciliation() <= 0) {
                nextTable = (nextTable + i + 1) % tables;
                return table;
            }
        }
        return null;
    }

    private long untilReconciliation() {
        return epoch.tables().stream()
                .mapToLong(TailedTable::millisUntilReconciliation)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private Future<Void> room() {
        Future<Void> room = publisher.room();
        if (!room.isComplete()) {
            source.status()
                    .hint(
                            SourceState.CATCHING_UP,
                            "waits until the aggregator has applied what was published");
        }
        return room;
    }

    private Future<Void> poll() {
        long began = source.loop().millis();
        long readAt = source.loop().wallMicros();
        reconciledSincePoll = false;
        Future<Boolean> all = atOnce ? room().compose(room -> atOnce(readAt)) : inTurn(readAt);
        return all.compose(more -> polled(more, began, readAt));
    }

    private Future<Boolean> inTurn(long readAt) {
        Future<Boolean> all = Future.succeededFuture(false);
        for (TailedTable table : epoch.tables()) {
            all =
                    all.compose(
                            more ->
                                    room().compose(room -> table.find(readAt))
                                            .map(page -> table.publish(page) || more));
        }
        return all;
    }

    /**
     * Parents are read after what belongs to them, and published before: rows that were committed
     * together with their parents never come before them.
     */
    private Future<Boolean> atOnce(long readAt) {
        List<Future<RowPage>> asked =
                epoch.tables().stream().map(table -> table.find(readAt)).toList();
        return Future.join(asked)
                .transform(
                        done -> {
                            boolean more = false;
                            for (int i = asked.size() - 1; i >= 0; i--) {
                                // what was found is not looked for again, so it is published
                                if (asked.get(i).succeeded()) {
                                    RowPage page = asked.get(i).result();
                                    more |= epoch.tables().get(i).publish(page);
                                }
                            }
                            return done.succeeded()
                                    ? Future.succeededFuture(more)
                                    : Future.failedFuture(done.cause());
                        });
    }

    private Future<Void> polled(boolean more, long began, long readAt) {
        behind = more;
        if (!more) {
            epoch.tables().forEach(TailedTable::caughtUp);
            long asOf = epoch.tables().stream().mapToLong(TailedTable::asOf).min().orElse(readAt);
            if (asOf > 0) {
                source.status().complete(publisher.lastPublished(), asOf);
            }
        }
        return hints().map(
                        done -> {
                            long now = source.loop().millis();
                            int answers = atOnce ? 1 : epoch.tables().size();
                            atOnce =
                                    !more
                                            && now - began
                                                    < PollerLimits.AT_ONCE.toMillis() * answers;
                            // A source that takes long to answer gets a rest in proportion.
                            nextPoll =
                                    more
                                            ? now
                                            : Math.max(began + pollMillis, now + (now - began) / 4);
                            source.well();
                            tell();
                            return null;
                        });
    }

    private Future<Void> hints() {
        if (atOnce) {
            return Future.join(epoch.tables().stream().map(TailedTable::hints).toList()).mapEmpty();
        }
        Future<Void> hints = Future.succeededFuture();
        for (TailedTable table : epoch.tables()) {
            hints = hints.compose(done -> table.hints());
        }
        return hints;
    }

    private String progress() {
        List<String> all =
                epoch.tables().stream().flatMap(table -> table.progress().stream()).toList();
        String first = all.stream().limit(TABLES_NAMED).collect(Collectors.joining("; "));
        return all.size() > TABLES_NAMED
                ? "%s; and %d more tables".formatted(first, all.size() - TABLES_NAMED)
                : first;
    }

    private void tell() {
        Optional<String> diverging = Divergence.of(epoch.tables());
        Optional<String> overdue =
                Overdue.of(epoch.tables(), source.provenSince(), source.loop().wallMicros());
        String progress = progress();
        source.status().progress(progress);
        boolean resetting =
                epoch.tables().stream()
                        .anyMatch(table -> table.reconciliation().standing().resetting());
        if (resetting) {
            source.status()
                    .say(
                            SourceState.RESETTING,
                            "the table was emptied, rewritten or replaced; what is held of it is"
                                    + " compared");
        } else if (diverging.isPresent()) {
            source.status().say(Divergence.STATE, diverging.get());
        } else if (behind) {
            source.status()
                    .say(
                            SourceState.CATCHING_UP,
                            progress.isEmpty() ? "more rows wait than one read takes" : progress);
        } else if (epoch.tables().stream().anyMatch(TailedTable::isUnread)) {
            source.status().say(SourceState.CATCHING_UP, progress);
        } else if (overdue.isPresent()) {
            source.status().say(Overdue.STATE, overdue.get());
        } else {
            source.status()
                    .say(
                            SourceState.LIVE,
                            epoch.tables().stream()
                                    .flatMap(table -> table.leftOut().stream())
                                    .collect(Collectors.joining("; ")));
        }
    }

    @Override
    public Duration limit() {
        return PollerLimits.TURN.multipliedBy(Math.max(1, epoch.tables().size()));
    }

    @Override
    public WorkerState failed(Throwable error) {
        source.proven(epoch.provenAt());
        if (error instanceof SourceProblem problem) {
            connection.close();
            epoch.disconnected();
            return source.waitForSource(
                    problem.state(),
                    problem.getMessage(),
                    new Connecting(source, Optional.of(epoch)));
        }
        epoch.close();
        source.status().ended(epoch);
        String sentence = source.status().explain("starting over", error);
        if (StatusLine.isExpected(error)) {
            return source.waitForEpoch(sentence, new Opening(source, connection));
        }
        connection.close();
        return source.waitForEpoch(sentence, new Connecting(source, Optional.empty()));
    }

    @Override
    public void abandon() {
        connection.close();
        epoch.close();
    }
}

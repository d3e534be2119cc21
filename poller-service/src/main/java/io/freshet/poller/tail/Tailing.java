package io.freshet.poller.tail;

import io.freshet.events.SourceState;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.source.RowPage;
import io.freshet.poller.source.SourceProblem;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads what is committed, poll by poll, and does the steps of reconciliation in between. While
 * little is to be read, a poll asks all tables at once, which costs one round trip; else one
 * statement at a time. A table that fails by itself is set aside, and tried again every few
 * seconds.
 */
final class Tailing implements WorkerState {

    private final TailedSource source;
    private final OpenConnection connection;
    private final Epoch epoch;
    private final EpochPublisher publisher;
    private final Sleep sleep;
    private final long pollMillis;
    private long nextPoll;
    private boolean behind;
    private boolean judgedBehind;
    private boolean atOnce;
    private boolean unopened;
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
        return action().map(done -> unopened ? leave() : this);
    }

    /** A table that was never opened in the epoch is opened with the next one. */
    private WorkerState leave() {
        connection.close();
        source.leave(epoch);
        return new Connecting(source, Optional.empty());
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
            return room().compose(room -> sparing(due, due.reconcile(behind), null));
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

    /** What a table is asked; where it fails by itself, the table is set aside. */
    private <T> Future<T> sparing(TailedTable table, Future<T> asked, T otherwise) {
        return asked.recover(
                error ->
                        source.aside().take(table, error)
                                ? Future.succeededFuture(otherwise)
                                : Future.failedFuture(error));
    }

    private Future<Void> poll() {
        long began = source.loop().millis();
        long readAt = source.loop().wallMicros();
        reconciledSincePoll = false;
        behind = false;
        judgedBehind = false;
        Future<Void> all = atOnce ? room().compose(room -> atOnce(readAt)) : inTurn(readAt);
        return all.compose(done -> polled(began, readAt));
    }

    private Void publish(TailedTable table, Optional<RowPage> found) {
        if (found.isPresent() && table.publish(found.get())) {
            behind = true;
            judgedBehind |= epoch.judged().contains(table);
        }
        return null;
    }

    private Future<Optional<RowPage>> find(TailedTable table, long readAt) {
        return sparing(table, table.find(readAt).map(Optional::of), Optional.empty());
    }

    private Future<Void> inTurn(long readAt) {
        Future<Void> all = Future.succeededFuture();
        for (TailedTable table : epoch.tables()) {
            all =
                    all.compose(done -> room())
                            .compose(room -> find(table, readAt))
                            .map(page -> publish(table, page));
        }
        return all;
    }

    /**
     * Parents are read after what belongs to them, and published before: rows that were committed
     * together with their parents never come before them.
     */
    private Future<Void> atOnce(long readAt) {
        List<TailedTable> tables = epoch.tables();
        List<Future<Optional<RowPage>>> asked =
                tables.stream().map(table -> find(table, readAt)).toList();
        return Future.join(asked)
                .transform(
                        done -> {
                            for (int i = asked.size() - 1; i >= 0; i--) {
                                // what was found is not looked for again, so it is published
                                if (asked.get(i).succeeded()) {
                                    publish(tables.get(i), asked.get(i).result());
                                }
                            }
                            return done.succeeded()
                                    ? Future.succeededFuture()
                                    : Future.failedFuture(done.cause());
                        });
    }

    private Future<Void> polled(long began, long readAt) {
        if (!judgedBehind) {
            List<TailedTable> judged = epoch.judged();
            (behind ? judged : epoch.tables()).forEach(TailedTable::caughtUp);
            long asOf = judged.stream().mapToLong(TailedTable::asOf).min().orElse(readAt);
            if (asOf > 0) {
                source.status().complete(publisher.lastPublished(), asOf);
            }
        }
        return hints().map(
                        done -> {
                            long now = source.loop().millis();
                            int answers = atOnce ? 1 : epoch.tables().size();
                            atOnce =
                                    !behind
                                            && now - began
                                                    < PollerLimits.AT_ONCE.toMillis() * answers;
                            // A source that takes long to answer gets a rest in proportion.
                            nextPoll =
                                    behind
                                            ? now
                                            : Math.max(began + pollMillis, now + (now - began) / 4);
                            source.well();
                            EpochStanding.tell(source, epoch, judgedBehind);
                            return null;
                        });
    }

    private Future<Void> hints() {
        if (atOnce) {
            return Future.join(epoch.tables().stream().map(this::hints).toList())
                    .compose(done -> tryAside());
        }
        Future<Void> hints = Future.succeededFuture();
        for (TailedTable table : epoch.tables()) {
            hints = hints.compose(done -> hints(table));
        }
        return hints.compose(done -> tryAside());
    }

    private Future<Void> hints(TailedTable table) {
        return sparing(table, table.hints(), null);
    }

    /** Tries what is set aside again, where due. */
    private Future<Void> tryAside() {
        List<TableDefinition> due = source.aside().due();
        if (due.isEmpty()) {
            return Future.succeededFuture();
        }
        return new TableLook(source, connection.connection())
                .at(due)
                .map(
                        found -> {
                            unopened = !epoch.hasAll(found);
                            if (!unopened) {
                                epoch.reconnected(found);
                            }
                            return null;
                        });
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
        source.leave(epoch);
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

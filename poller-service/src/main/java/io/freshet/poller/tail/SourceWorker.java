package io.freshet.poller.tail;

import io.freshet.events.Position;
import io.freshet.events.SourceState;
import io.freshet.events.SourceStatus;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceConnector;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.status.SourceMeters.SourceMeter;
import io.freshet.poller.status.StatusBoard;
import io.freshet.poller.status.StatusBoard.Standing;
import io.freshet.poller.tail.Progress.Point;
import io.freshet.poller.warehouse.OwnedSource;
import io.freshet.poller.warehouse.TableMarks;
import io.freshet.poller.warehouse.WarehouseReader;
import io.freshet.poller.warehouse.WarehouseReader.Applied;
import io.freshet.runtime.retry.Backoff;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tails one source for as long as this poller owns it: connects, opens an epoch, polls, sweeps, and
 * after any failure starts over from what failed. All of it runs on one Vert.x context of its own,
 * one statement at a time, so that sources never wait for each other.
 */
public final class SourceWorker {

    private static final Logger LOG = Logger.getLogger(SourceWorker.class);
    private static final long SHORTEST_OPEN_MILLIS = 2_000;

    /**
     * Longer than this an opening does not wait before it is tried again: its event may have been
     * lost with the broker. One event more in the queues costs nothing.
     */
    private static final long LONGEST_OPEN_MILLIS = 8_000;

    private final Vertx vertx;
    private final Context context;
    private final OwnedSource source;
    private final PipelineDefinition pipeline;
    private final SourceConnector connector;
    private final EpochOpening opening;
    private final WarehouseReader warehouse;
    private final StatusBoard board;
    private final SourceMeter meter;
    private final Progress progress = new Progress();
    private final Backoff sourceBackoff =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));
    private final Backoff epochBackoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
    private final long pollMillis;

    private boolean stopped;
    private SourceConnection session;
    private List<TableWatch> watches = List.of();
    private Epoch epoch;
    private SourceState state = SourceState.CATCHING_UP;
    private String detail = "opening";
    private long differencesBefore;
    private long openLimit = SHORTEST_OPEN_MILLIS;

    SourceWorker(
            Vertx vertx,
            OwnedSource source,
            PipelineDefinition pipeline,
            SourceConnector connector,
            EpochOpening opening,
            WarehouseReader warehouse,
            StatusBoard board,
            SourceMeter meter) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.source = source;
        this.pipeline = pipeline;
        this.connector = connector;
        this.opening = opening;
        this.warehouse = warehouse;
        this.board = board;
        this.meter = meter;
        this.pollMillis = source.config().pollInterval().toMillis();
    }

    void start() {
        long phase = ThreadLocalRandom.current().nextLong(Math.max(1, Math.min(pollMillis, 1_000)));
        context.runOnContext(ignored -> later(phase + 1));
    }

    /** Stops tailing; what is under way ends by itself and is not taken in. Any thread. */
    public void stop() {
        context.runOnContext(
                ignored -> {
                    stopped = true;
                    board.remove(source.id());
                    closeSession();
                });
    }

    private void later(long millis) {
        vertx.setTimer(Math.max(1, millis), id -> turn());
    }

    private void turn() {
        if (stopped) {
            return;
        }
        long began = System.nanoTime();
        Future<Boolean> turn;
        try {
            turn = connected().compose(ready -> opened()).compose(ready -> read());
        } catch (RuntimeException e) {
            turn = Future.failedFuture(e);
        }
        turn.onComplete(
                result -> {
                    if (stopped) {
                        closeSession();
                        return;
                    }
                    long pause;
                    if (result.succeeded()) {
                        sourceBackoff.reset();
                        epochBackoff.reset();
                        long spent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                        pause = result.result() ? 0 : Math.max(pollMillis - spent, spent / 4);
                    } else {
                        pause = recover(result.cause());
                    }
                    tell();
                    later(pause);
                });
    }

    private Future<Void> connected() {
        if (session != null) {
            return Future.succeededFuture();
        }
        return connector
                .open(source.config())
                .compose(
                        opened -> {
                            session = opened;
                            return verified(opened);
                        })
                .onSuccess(
                        readers -> {
                            if (watches.isEmpty()) {
                                watches =
                                        readers.stream()
                                                .map(
                                                        reader ->
                                                                new TableWatch(
                                                                        source, reader, meter))
                                                .toList();
                            } else {
                                for (int i = 0; i < readers.size(); i++) {
                                    watches.get(i).reconnect(readers.get(i));
                                }
                            }
                        })
                .mapEmpty();
    }

    private Future<List<SourceTable>> verified(SourceConnection opened) {
        List<SourceTable> readers = new ArrayList<>();
        Future<Void> all = Future.succeededFuture();
        for (var table : pipeline.tables()) {
            all = all.compose(done -> opened.verify(table)).onSuccess(readers::add).mapEmpty();
        }
        return all.map(done -> readers);
    }

    private Future<Void> opened() {
        if (epoch != null) {
            return epoch.publisher()
                    .failure()
                    .map(Future::<Void>failedFuture)
                    .orElse(Future.succeededFuture());
        }
        state = SourceState.CATCHING_UP;
        detail = "opening";
        tell();
        return opening.open(
                        source,
                        context,
                        watches.stream().map(TableWatch::reader).toList(),
                        openLimit)
                .onSuccess(
                        opened -> {
                            epoch = opened;
                            openLimit = SHORTEST_OPEN_MILLIS;
                            progress.reopen();
                            for (int i = 0; i < watches.size(); i++) {
                                watches.get(i).open(opened.tables().get(i), opened.publisher());
                            }
                        })
                .mapEmpty();
    }

    /** Reads once; true means that more waits. */
    private Future<Boolean> read() {
        long readAt = micros(Instant.now());
        Future<Boolean> all = Future.succeededFuture(false);
        for (TableWatch watch : watches) {
            all =
                    all.compose(
                            more ->
                                    epoch.publisher()
                                            .room()
                                            .compose(room -> watch.poll(readAt))
                                            .map(full -> more || full));
        }
        return all.compose(
                more -> {
                    if (!more) {
                        watches.forEach(TableWatch::caughtUp);
                    }
                    reached(more ? 0 : readAt);
                    return tend(more);
                });
    }

    private Future<Boolean> tend(boolean more) {
        Future<Boolean> all = Future.succeededFuture(more);
        for (TableWatch watch : watches) {
            all =
                    all.compose(
                            before ->
                                    epoch.publisher()
                                            .room()
                                            .compose(room -> watch.tend(before))
                                            .compose(repairing -> audited(watch).map(repairing))
                                            .map(repairing -> before || repairing));
        }
        return all.onSuccess(
                busy -> {
                    boolean resetting = watches.stream().anyMatch(TableWatch::resetting);
                    if (resetting) {
                        state = SourceState.RESETTING;
                        detail = "the table was emptied, rewritten or replaced";
                    } else {
                        state = more ? SourceState.CATCHING_UP : SourceState.LIVE;
                        detail = more ? "more rows wait than one read takes" : "";
                    }
                });
    }

    private Future<Void> audited(TableWatch watch) {
        if (!watch.auditDue()) {
            return Future.succeededFuture();
        }
        Epoch audited = epoch;
        return warehouse
                .ledger(source, watch.reader().definition())
                .compose(
                        image -> {
                            if (image.applied().fence() != audited.fence()) {
                                return Future.failedFuture(
                                        "source %s: epoch %d is over, the warehouse is at %d"
                                                .formatted(
                                                        source.name(),
                                                        audited.fence(),
                                                        image.applied().fence()));
                            }
                            long differences = watch.audit(image, micros(Instant.now()));
                            return differences == 0
                                    ? Future.<Void>succeededFuture()
                                    : Future.failedFuture(
                                            ("source %s: the warehouse lacks what was published"
                                                            + " in %d ranges of keys; reading"
                                                            + " them again")
                                                    .formatted(source.name(), differences));
                        });
    }

    private void reached(long asOf) {
        List<TableMarks.Mark> marks = watches.stream().map(TableWatch::mark).toList();
        progress.reach(new Point(epoch.publisher().lastPublished(), asOf, marks));
    }

    private long recover(Throwable error) {
        if (error instanceof SourceProblem problem) {
            say(problem.state(), problem.getMessage());
            closeSession();
            return sourceBackoff.nextMillis();
        }
        say(SourceState.CATCHING_UP, "starting over after: " + error.getMessage());
        if (epoch == null) {
            openLimit = Math.min(LONGEST_OPEN_MILLIS, openLimit * 2);
        }
        differencesBefore += watches.stream().mapToLong(TableWatch::differences).sum();
        epoch = null;
        watches =
                watches.stream()
                        .map(watch -> new TableWatch(source, watch.reader(), meter))
                        .toList();
        return epochBackoff.nextMillis();
    }

    private void say(SourceState newState, String sentence) {
        if (!sentence.equals(detail)) {
            LOG.warnf("%s: %s", source.name(), sentence);
        }
        state = newState;
        detail = sentence;
    }

    private void closeSession() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    private void tell() {
        Point point =
                (epoch == null ? Optional.<Point>empty() : progress.confirmed(epoch.publisher()))
                        .orElse(
                                new Point(
                                        new Position(
                                                source.name(),
                                                epoch == null ? 1 : epoch.fence(),
                                                0),
                                        0,
                                        List.of()));
        long mark =
                point.marks().stream()
                        .mapToLong(TableMarks.Mark::highWaterMark)
                        .max()
                        .orElse(Long.MIN_VALUE);
        board.put(
                new Standing(
                        source.id(),
                        new SourceStatus(
                                point.position(),
                                point.asOf(),
                                state,
                                detail,
                                mark,
                                watches.stream().mapToLong(TableWatch::lagRows).sum(),
                                watches.stream().mapToLong(TableWatch::pendingGaps).sum(),
                                watches.stream().mapToLong(TableWatch::auditedAt).min().orElse(0),
                                differencesBefore
                                        + watches.stream()
                                                .mapToLong(TableWatch::differences)
                                                .sum()),
                        point.marks(),
                        this::applied));
    }

    private void applied(Applied applied) {
        context.runOnContext(
                ignored -> {
                    if (epoch != null && applied.fence() == epoch.fence()) {
                        epoch.publisher().applied(applied.sequence());
                    }
                });
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}

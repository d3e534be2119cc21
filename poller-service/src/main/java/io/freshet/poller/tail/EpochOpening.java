package io.freshet.poller.tail;

import io.freshet.events.EpochOpened;
import io.freshet.events.Position;
import io.freshet.events.TableId;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.publish.ChangeEmitter;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.table.TableState;
import io.freshet.poller.warehouse.Leases;
import io.freshet.poller.warehouse.OwnedSource;
import io.freshet.poller.warehouse.TableMarks;
import io.freshet.poller.warehouse.WarehouseReader;
import io.freshet.poller.warehouse.WarehouseReader.Applied;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Opens an epoch, which is how a source is taken over and how every failure is left behind:
 *
 * <ol>
 *   <li>take the next fencing token of the source;
 *   <li>publish {@link EpochOpened} with it, in order after all that was published before;
 *   <li>wait until the warehouse has applied it: from then on what is older is refused, and what
 *       the warehouse holds of the source stands still;
 *   <li>read from the warehouse what it holds: ledger and gaps.
 * </ol>
 *
 * To be used from the source's Vert.x context; does not block.
 */
@ApplicationScoped
public class EpochOpening {

    private static final long FIRST_LOOK_MILLIS = 5;
    private static final long LAST_LOOK_MILLIS = 250;

    private final Vertx vertx;
    private final Leases leases;
    private final ChangeEmitter emitter;
    private final WarehouseReader warehouse;
    private final TableMarks marks;

    EpochOpening(
            Vertx vertx,
            Leases leases,
            ChangeEmitter emitter,
            WarehouseReader warehouse,
            TableMarks marks) {
        this.vertx = vertx;
        this.leases = leases;
        this.emitter = emitter;
        this.warehouse = warehouse;
        this.marks = marks;
    }

    /**
     * Opens the next epoch of a source.
     *
     * @param context the context that the epoch is used from
     * @param readers the source's tables
     * @param limit how long to wait until the epoch is applied, in milliseconds: the event may be
     *     lost, as where the queues are not there yet, or may stand behind others
     */
    Future<Epoch> open(OwnedSource source, Context context, List<SourceTable> readers, long limit) {
        return leases.nextFence(source)
                .compose(
                        fence ->
                                Future.fromCompletionStage(
                                                emitter.send(
                                                                new EpochOpened(
                                                                        new Position(
                                                                                source.name(),
                                                                                fence,
                                                                                0)))
                                                        .subscribeAsCompletionStage(),
                                                context)
                                        .map(fence))
                .compose(fence -> applied(source, fence, limit).map(fence))
                .compose(fence -> load(source, context, readers, fence));
    }

    private Future<Void> applied(OwnedSource source, long fence, long limit) {
        Promise<Void> promise = Promise.promise();
        long giveUp = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limit);
        look(source, fence, giveUp, FIRST_LOOK_MILLIS, promise);
        return promise.future();
    }

    private void look(
            OwnedSource source, long fence, long giveUp, long pause, Promise<Void> promise) {
        warehouse
                .applied(List.of(source.id()))
                .onFailure(promise::tryFail)
                .onSuccess(
                        found -> {
                            if (reached(found, source, fence)) {
                                promise.tryComplete();
                            } else if (System.nanoTime() > giveUp) {
                                promise.tryFail(
                                        "source %s: its events are not applied; is the aggregator running?"
                                                .formatted(source.name()));
                            } else {
                                long next = Math.min(LAST_LOOK_MILLIS, pause * 2);
                                vertx.setTimer(
                                        pause, id -> look(source, fence, giveUp, next, promise));
                            }
                        });
    }

    private static boolean reached(Map<Integer, Applied> found, OwnedSource source, long fence) {
        Applied applied = found.get(source.id());
        return applied != null && applied.fence() >= fence;
    }

    private Future<Epoch> load(
            OwnedSource source, Context context, List<SourceTable> readers, long fence) {
        List<TableState> tables = new ArrayList<>();
        Future<Void> all = Future.succeededFuture();
        for (SourceTable reader : readers) {
            all = all.compose(done -> load(source, reader)).onSuccess(tables::add).mapEmpty();
        }
        return all.map(
                done ->
                        new Epoch(
                                fence,
                                new EpochPublisher(emitter, context, source.name(), fence),
                                tables));
    }

    private Future<TableState> load(OwnedSource source, SourceTable reader) {
        TableDefinition table = reader.definition();
        TableId id = new TableId(source.config().pipeline(), table.name());
        long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        return marks.firstSight(source, table.name(), reader::highestKey)
                .compose(
                        mark ->
                                warehouse
                                        .loadLedger(source, table)
                                        .compose(
                                                ledger ->
                                                        warehouse
                                                                .loadGaps(source, id, now)
                                                                .map(
                                                                        gaps ->
                                                                                new TableState(
                                                                                        id,
                                                                                        table,
                                                                                        gaps,
                                                                                        ledger,
                                                                                        mark
                                                                                                .firstSeenHigh(),
                                                                                        mark
                                                                                                .backfilled()))));
    }
}

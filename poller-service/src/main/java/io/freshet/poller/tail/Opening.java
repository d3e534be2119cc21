package io.freshet.poller.tail;

import io.freshet.events.EpochOpened;
import io.freshet.events.Position;
import io.freshet.events.TableId;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.publish.EncodedChange;
import io.freshet.poller.publish.EpochFailure;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.table.KeyGaps;
import io.freshet.poller.table.TableState;
import io.freshet.poller.warehouse.Applied;
import io.freshet.poller.warehouse.FirstSight;
import io.freshet.warehouse.layout.Home;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Opens an epoch, which is how a source is taken over and how every failure is left behind:
 *
 * <ol>
 *   <li>take the next fencing token of the source;
 *   <li>publish {@link EpochOpened} with it, in order after all that was published before;
 *   <li>wait until the warehouse has applied it: from then on what is older is refused, and what
 *       the warehouse holds of the source stands still;
 *   <li>read from the warehouse which keys it holds no row under.
 * </ol>
 */
final class Opening implements WorkerState {

    private static final long FIRST_LOOK_MILLIS = 5;
    private static final long LAST_LOOK_MILLIS = 250;

    private final TailedSource source;
    private final OpenConnection connection;
    private boolean abandoned;

    Opening(TailedSource source, OpenConnection connection) {
        this.source = source;
        this.connection = connection;
    }

    @Override
    public Future<WorkerState> step() {
        source.status().opening("waits for the warehouse");
        return source.held().nextFence(source.owned()).compose(this::open).map(this::next);
    }

    private Future<Epoch> open(long fence) {
        goOn();
        source.status().fence(fence);
        source.status().opening("waits until the aggregator has applied epoch " + fence);
        Promise<Void> applied = Promise.promise();
        EncodedChange opened =
                EncodedChange.of(
                        new EpochOpened(
                                new Position(source.owned().name(), fence, 0),
                                OptionalLong.of(source.pipeline().revision())));
        source.sender()
                .send(opened)
                .onFailure(
                        error ->
                                applied.tryFail(
                                        new EpochFailure(
                                                "the broker did not take it: " + error.getMessage(),
                                                error)));
        long giveUp = source.loop().millis() + openingLimit().toMillis();
        look(fence, giveUp, FIRST_LOOK_MILLIS, applied);
        return applied.future()
                .compose(done -> source.slots().run(source.loop(), () -> load(fence)));
    }

    private void goOn() {
        if (abandoned) {
            throw new IllegalStateException("opened too late");
        }
    }

    private Duration openingLimit() {
        Duration limit = PollerLimits.FIRST_OPENING;
        for (int i = 0; i < Math.min(8, source.openingsInVain()); i++) {
            limit = limit.multipliedBy(2);
        }
        return limit.compareTo(PollerLimits.LONGEST_OPENING) < 0
                ? limit
                : PollerLimits.LONGEST_OPENING;
    }

    private void look(long fence, long giveUp, long pause, Promise<Void> promise) {
        Future.succeededFuture()
                .compose(start -> source.held().applied(List.of(source.owned().id())))
                .onFailure(promise::tryFail)
                .onSuccess(
                        found -> {
                            Applied applied =
                                    found.getOrDefault(source.owned().id(), Applied.NOTHING);
                            long next = Math.min(LAST_LOOK_MILLIS, pause * 2);
                            if (applied.fence() == fence) {
                                promise.tryComplete();
                            } else if (applied.fence() > fence) {
                                promise.tryFail(openedElsewhere(applied.fence(), fence));
                            } else if (source.loop().millis() >= giveUp) {
                                source.openedInVain();
                                promise.tryFail(notApplied(fence));
                            } else if (!promise.future().isComplete()) {
                                source.loop()
                                        .after(pause, () -> look(fence, giveUp, next, promise));
                            }
                        });
    }

    private static EpochFailure openedElsewhere(long applied, long fence) {
        return new EpochFailure(
                "the source was opened elsewhere: the warehouse is at epoch %d, this one is %d"
                        .formatted(applied, fence));
    }

    /** The first time it may only be slow, as while all services start on a busy machine. */
    private EpochFailure notApplied(long fence) {
        String sentence =
                "epoch %d is published but not applied; is the aggregator running?"
                        .formatted(fence);
        return source.openingsInVain() > 1
                ? new EpochFailure(sentence)
                : EpochFailure.early(sentence);
    }

    private Future<Epoch> load(long fence) {
        goOn();
        source.status().opening("reads what the warehouse holds");
        Epoch epoch =
                new Epoch(
                        new EpochPublisher(
                                source.sender(),
                                source.loop(),
                                source.owned().name(),
                                fence,
                                source.tracing()),
                        source.aside());
        List<TailedTable> tables = new ArrayList<>();
        Future<Void> all = Future.succeededFuture();
        for (SourceTable table : connection.tables()) {
            all = all.compose(done -> load(epoch, table, fence)).map(tables::add).mapEmpty();
        }
        return all.map(
                done -> {
                    epoch.begin(tables);
                    return epoch;
                });
    }

    private Future<TailedTable> load(Epoch epoch, SourceTable table, long fence) {
        TableDefinition definition = table.definition();
        TableId id = new TableId(source.owned().config().pipeline(), definition.name());
        return source.held()
                .firstSight(source.owned(), definition.name(), table::highestKey)
                .compose(sight -> state(id, definition.home(), sight))
                .compose(
                        state ->
                                finder(table, state)
                                        .map(
                                                finder ->
                                                        new TailedTable(
                                                                source, epoch, table, state, finder,
                                                                fence)));
    }

    private Future<TableState> state(TableId id, Home home, FirstSight sight) {
        if (home == Home.HASH) {
            return Future.succeededFuture(
                    new TableState(id, home, KeyGaps.none(), Long.MAX_VALUE, sight.backfilled()));
        }
        return source.held()
                .gaps(source.owned(), id, source.loop().millis())
                .map(
                        gaps ->
                                new TableState(
                                        id, home, gaps, sight.highestKey(), sight.backfilled()));
    }

    /** By blocks all rows are read where that was never finished, or nothing is held any more. */
    private Future<RowFinder> finder(SourceTable table, TableState state) {
        if (state.home() == Home.INTEGER) {
            long pollMillis = source.owned().config().pollInterval().toMillis();
            return Future.succeededFuture(
                    new GapFinder(state.gaps(), new ProbeBudget(pollMillis), source.loop()));
        }
        return source.held()
                .ranges(
                        source.owned(),
                        state.id(),
                        state.home().numberOf(Long.MIN_VALUE),
                        state.home().numberOf(Long.MAX_VALUE),
                        1)
                .map(
                        held ->
                                new BlockFinder(
                                        table.isInBlocks()
                                                && (!state.backfilled()
                                                        || held.byNumber().isEmpty())));
    }

    private WorkerState next(Epoch epoch) {
        goOn();
        source.opened();
        return new Tailing(source, connection, epoch);
    }

    @Override
    public Duration limit() {
        return PollerLimits.LOADING.plus(openingLimit());
    }

    @Override
    public WorkerState failed(Throwable error) {
        abandoned = true;
        if (error instanceof SourceProblem problem) {
            connection.close();
            return source.waitForSource(
                    problem.state(),
                    problem.getMessage(),
                    new Connecting(source, Optional.empty()));
        }
        String sentence = source.status().explain("opening", error);
        if (StatusLine.isExpected(error)) {
            return source.waitForEpoch(sentence, new Opening(source, connection));
        }
        connection.close();
        return source.waitForEpoch(sentence, new Connecting(source, Optional.empty()));
    }

    @Override
    public void abandon() {
        abandoned = true;
        connection.close();
    }
}

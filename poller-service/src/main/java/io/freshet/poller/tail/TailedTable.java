package io.freshet.poller.tail;

import io.freshet.events.RowBlock;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.reconcile.TableReconciliation;
import io.freshet.poller.source.Hints;
import io.freshet.poller.source.RowPage;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.table.TableState;
import io.freshet.poller.warehouse.TableMark;
import io.freshet.warehouse.layout.Home;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** All that is done about one table of a source during one epoch: polls, hints, reconciliation. */
final class TailedTable {

    /** How often hints are looked for while rows come in, and where none has come for long. */
    private static final long HINT_MILLIS = 1_000;

    private static final long IDLE_HINT_MILLIS = 2_000;
    private static final long IDLE_AFTER_MILLIS = 10_000;
    private static final long VERIFY_MILLIS = 5_000;
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final TailedSource source;
    private final EpochPublisher publisher;
    private final TableState state;
    private final TableReconciliation reconciliation;
    private final RowFinder finder;
    private SourceTable reader;
    private OptionalLong highestKey = OptionalLong.empty();
    private OptionalLong aboutRows = OptionalLong.empty();
    private OptionalLong firstKey = OptionalLong.empty();
    private long lastHint = NEVER;
    private long lastVerified = NEVER;
    private long seenKey = Long.MIN_VALUE;
    private long lastRows;
    private long asOf;
    private long completeAt;
    private Map<Long, String> names = Map.of();

    /**
     * @param finder finds the rows that polls publish
     */
    TailedTable(
            TailedSource source,
            Epoch epoch,
            SourceTable reader,
            TableState state,
            RowFinder finder,
            long fence) {
        this.source = source;
        this.publisher = epoch.publisher();
        this.reader = reader;
        this.state = state;
        this.finder = finder;
        this.lastRows = source.loop().millis();
        this.reconciliation =
                new TableReconciliation(
                        source.owned(),
                        state,
                        publisher,
                        source.held(),
                        source.budget(),
                        source.loop(),
                        fence,
                        source.meter(),
                        epoch::wake);
    }

    void reconnected(SourceTable fresh) {
        reader = fresh;
    }

    void disconnected() {
        reconciliation.disconnected();
    }

    /** Finds rows that are to be published by {@link #publish}, whatever happens meanwhile. */
    Future<RowPage> find(long readAt) {
        long began = source.loop().nanoTime();
        return finder.find(reader, readAt)
                .onSuccess(
                        page ->
                                source.meter()
                                        .polls()
                                        .record(
                                                source.loop().nanoTime() - began,
                                                TimeUnit.NANOSECONDS));
    }

    /** Publishes the rows that were found; true means that more may wait. */
    boolean publish(RowPage page) {
        RowBlock rows = page.rows();
        state.stamp(rows);
        publisher.publishPoll(state.id(), rows, () -> state.publishUnseen(rows, publisher));
        source.budget().polled(page.costMicros());
        source.meter().published().increment(rows.size());
        if (rows.size() > 0) {
            firstKey = firstKey.isPresent() ? firstKey : Arrays.stream(rows.keys()).min();
            lastRows = source.loop().millis();
        }
        asOf = finder.asOf(page, reconciliation.standing().provenAt());
        return page.more();
    }

    /** All rows that wait have been read. */
    void caughtUp() {
        completeAt = asOf;
        if (isUnread()) {
            return;
        }
        state.caughtUp(publisher);
    }

    /** Whether nobody knows yet that all rows were read that were there at the first sight. */
    boolean isUnread() {
        return !state.backfilled()
                && !finder.hasReadAll()
                && reconciliation.standing().provenAt() == 0;
    }

    /** Looks for hints, where due. */
    Future<Void> hints() {
        long now = source.loop().millis();
        boolean idle = now - lastRows > IDLE_AFTER_MILLIS;
        if (now - lastHint < (idle ? IDLE_HINT_MILLIS : HINT_MILLIS)) {
            return Future.succeededFuture();
        }
        lastHint = now;
        Future<Void> verified = Future.succeededFuture();
        if (now - lastVerified >= VERIFY_MILLIS) {
            lastVerified = now;
            verified = reader.verify().compose(done -> nameDiverging());
        }
        return verified.compose(done -> reader.hints()).compose(this::look);
    }

    private Future<Void> nameDiverging() {
        return reconciliation
                .standing()
                .diverging()
                .filter(keys -> !names.containsKey(keys.low()))
                .map(keys -> reader.names(List.of(keys.low())))
                .orElse(Future.succeededFuture(names))
                .onSuccess(found -> names = found)
                .mapEmpty();
    }

    /** What people call the row of a key, as far as that is known. */
    String nameOf(long key) {
        return names.getOrDefault(key, String.valueOf(key));
    }

    private Future<Void> look(Hints hints) {
        highestKey = hints.highestKey();
        aboutRows = hints.rows();
        long mark = state.gaps().highWaterMark();
        boolean before = reconciliation.standing().resetting();
        reconciliation.look(hints, mark != seenKey);
        seenKey = mark;
        // a replaced table may have other columns: find out before reading on
        return reconciliation.standing().resetting() && !before
                ? reader.verify()
                : Future.succeededFuture();
    }

    /** Of when what was read is, microseconds since 1970 UTC; 0 where that is not known yet. */
    long asOf() {
        return asOf;
    }

    /** Up to when all that waited was read, microseconds since 1970 UTC; 0 where not known. */
    long completeAt() {
        return completeAt;
    }

    /** What is left out of what is read, in sentences. */
    List<String> leftOut() {
        return reader.facts().sentences(reader.definition().keyNames()).stream()
                .map(sentence -> "table %s: %s".formatted(name(), sentence))
                .toList();
    }

    /** See {@link TableReconciliation#millisUntilStep}. */
    long millisUntilReconciliation() {
        return finder.isLoading() ? Long.MAX_VALUE : reconciliation.millisUntilStep();
    }

    /** Does the next step of reconciliation. */
    Future<Void> reconcile(boolean behind) {
        return reconciliation.step(reader, behind);
    }

    TableMark mark() {
        return new TableMark(
                source.owned().id(),
                state.id().table(),
                state.gaps().highWaterMark(),
                state.backfillApplied(publisher));
    }

    long lagRows() {
        if (highestKey.isEmpty()) {
            return 0;
        }
        long mark = state.gaps().highWaterMark();
        long from = mark == Long.MIN_VALUE ? 0 : mark;
        return Math.max(0, highestKey.getAsLong() - from);
    }

    /** How far the first read has come, in a sentence; empty where none goes on. */
    Optional<String> progress() {
        boolean reading = finder.isLoading() || isUnread() || !state.backfilled();
        return reading
                ? Optional.of(ReadProgress.sentence(name(), readShare(), aboutRows))
                : Optional.empty();
    }

    /** Of what is to be read, from 0 to 1; not a number where that is not known. */
    private double readShare() {
        long mark = state.gaps().highWaterMark();
        if (state.home() == Home.HASH || highestKey.isEmpty() || mark == Long.MIN_VALUE) {
            return finder.loaded();
        }
        // After a new start nobody knows the first key any more; most begin with 1.
        long first = firstKey.isPresent() && firstKey.getAsLong() < mark ? firstKey.getAsLong() : 0;
        return ReadProgress.share(first, mark, highestKey.getAsLong());
    }

    long pendingGaps() {
        return state.gaps().pending();
    }

    TableReconciliation reconciliation() {
        return reconciliation;
    }

    String name() {
        return state.id().table();
    }
}

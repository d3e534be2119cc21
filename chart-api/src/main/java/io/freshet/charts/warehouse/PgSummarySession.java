package io.freshet.charts.warehouse;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Reading over one connection, with what is known of the tables there. */
final class PgSummarySession implements SummarySession {

    private static final String UNDEFINED_COLUMN = "42703";

    private final PgConnection connection;
    private final SummaryReader reader;
    private final Duration timeout;
    private final Promise<Void> end = Promise.promise();
    private Set<String> existing = Set.of();
    private boolean proven;

    /**
     * @param timeout after how long an unanswered read fails
     */
    PgSummarySession(PgConnection connection, Duration timeout) {
        this.connection = connection;
        this.reader = new SummaryReader(connection);
        this.timeout = timeout;
    }

    @Override
    public Future<Optional<Refreshed>> readAll(HeldSummaries held) {
        Set<String> needed = new HashSet<>(SummaryReader.REGISTRY_TABLES);
        held.tables().forEach(table -> needed.add(table.qualifiedName()));
        Future<Optional<Refreshed>> answer =
                existing.containsAll(needed)
                        ? read(held, true, held.versions())
                        : reader.existing(needed).compose(found -> readFound(held, found));
        return limited(answer);
    }

    private Future<Optional<Refreshed>> readFound(HeldSummaries held, Set<String> found) {
        existing = found;
        return found.containsAll(SummaryReader.REGISTRY_TABLES)
                ? read(held, true, held.versions()).recover(this::unfinished)
                : Future.succeededFuture(Optional.empty());
    }

    /**
     * Tables are made in several transactions: one that lacks a column is as one that is not there.
     */
    private Future<Optional<Refreshed>> unfinished(Throwable failure) {
        if (failure instanceof PgException refused
                && UNDEFINED_COLUMN.equals(refused.getSqlState())) {
            existing = Set.of();
            return Future.succeededFuture(Optional.empty());
        }
        return Future.failedFuture(failure);
    }

    @Override
    public Future<Optional<Refreshed>> readSome(HeldSummaries held, Set<Integer> sources) {
        Map<Integer, Long> seen = new HashMap<>(held.versions());
        seen.keySet().retainAll(sources);
        return limited(read(held, false, seen));
    }

    private Future<Optional<Refreshed>> read(
            HeldSummaries held, boolean everything, Map<Integer, Long> seen) {
        List<WarehouseTable> tables =
                held.tables().stream()
                        .filter(table -> existing.contains(table.qualifiedName()))
                        .filter(table -> table.isDue(everything))
                        .toList();
        return reader.read(new Scope(everything, Map.copyOf(seen), tables, held.windowStart()))
                .map(Optional::of);
    }

    private <T> Future<T> limited(Future<T> answer) {
        return answer.timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void proven() {
        proven = true;
    }

    boolean isProven() {
        return proven;
    }

    @Override
    public void giveUp() {
        connection.close();
        // not when the connection is closed: one that hangs may take long for that
        ended();
    }

    /** Says that the connection is closed. */
    void ended() {
        end.tryComplete();
    }

    /** Completes at the session's end, however it comes about. */
    Future<Void> end() {
        return end.future();
    }
}

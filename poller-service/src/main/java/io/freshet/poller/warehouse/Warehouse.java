package io.freshet.poller.warehouse;

import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.time.TimeLimit;
import io.freshet.poller.time.VertxEventLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;

/**
 * Runs statements in the warehouse, over a pool of connections. Does not block; any thread. A
 * statement that is not done in time the server gives up by itself, as its connections say.
 */
public class Warehouse {

    /** No table, and no column: Freshet's tables are made in several transactions. */
    private static final Set<String> UNFINISHED = Set.of("42P01", "42703");

    private final Vertx vertx;
    private final Pool pool;

    public Warehouse(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    /**
     * Whether a statement failed because the aggregator has not made all of Freshet's tables yet.
     */
    public static boolean isUnfinished(Throwable failure) {
        return failure instanceof PgException refused && UNFINISHED.contains(refused.getSqlState());
    }

    /** Runs a statement; fails where the warehouse does, or does not answer in time. */
    public Future<RowSet<Row>> query(String sql, Tuple parameters) {
        return TimeLimit.on(
                VertxEventLoop.timersOfCaller(vertx),
                pool.preparedQuery(sql).execute(parameters),
                PollerLimits.WAREHOUSE_STATEMENT);
    }

    /** Runs a statement once for each tuple; fails like {@link #query}. */
    public Future<Void> batch(String sql, List<Tuple> parameters) {
        return parameters.isEmpty()
                ? Future.succeededFuture()
                : TimeLimit.on(
                                VertxEventLoop.timersOfCaller(vertx),
                                pool.preparedQuery(sql).executeBatch(parameters),
                                PollerLimits.WAREHOUSE_STATEMENT)
                        .mapEmpty();
    }
}

package io.freshet.aggregator.apply;

import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.aggregator.settings.AggregatorSettings;
import io.freshet.aggregator.warehouse.WarehouseException;
import io.freshet.warehouse.layout.JournalSql;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;

/**
 * Keeps the journal short: what is archived goes, and of sources of which nothing was ever archived
 * what is old. Several replicas may do it at once. For one thread, which it blocks.
 */
@Singleton
public class JournalPruning {

    private final Pool pool;
    private final AggregatorSettings settings;

    public JournalPruning(Pool pool, AggregatorSettings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    /**
     * Goes through all sources once; of each it deletes no more at once than one step may.
     *
     * @throws WarehouseException if the warehouse does not answer
     */
    public void pass() {
        for (Row source : query(JournalSql.SOURCES, Tuple.tuple())) {
            long pruned;
            do {
                pruned =
                        query(
                                        JournalSql.PRUNE,
                                        Tuple.of(
                                                source.getInteger(0),
                                                AggregatorLimits.JOURNAL_KEPT.toSeconds(),
                                                (long) AggregatorLimits.PRUNED_AT_ONCE))
                                .iterator()
                                .next()
                                .getLong(0);
            } while (pruned == AggregatorLimits.PRUNED_AT_ONCE);
        }
    }

    private RowSet<Row> query(String sql, Tuple parameters) {
        return WarehouseException.await(
                pool.preparedQuery(sql).execute(parameters), settings.applyTimeout());
    }
}

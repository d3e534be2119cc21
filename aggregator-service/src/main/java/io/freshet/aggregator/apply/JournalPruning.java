package io.freshet.aggregator.apply;

import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.aggregator.settings.AggregatorSettings;
import io.freshet.aggregator.warehouse.WarehouseException;
import io.freshet.configuration.FreshetConfig;
import io.freshet.warehouse.layout.JournalSql;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;

/**
 * Keeps the journal short: what is archived goes, and of sources of which nothing was ever archived
 * what is old. Where the configuration has no lake, none counts as archived any more, once at the
 * start. Several replicas may do it at once. For one thread, which it blocks.
 */
@Singleton
public class JournalPruning {

    private final Pool pool;
    private final AggregatorSettings settings;
    private boolean forgets;

    /**
     * @param config says whether there is a lake
     */
    public JournalPruning(Pool pool, AggregatorSettings settings, FreshetConfig config) {
        this.pool = pool;
        this.settings = settings;
        this.forgets = config.lake().isEmpty();
    }

    /**
     * Goes through all sources once; of each it deletes no more at once than one step may.
     *
     * @throws WarehouseException if the warehouse does not answer
     */
    public void pass() {
        if (forgets) {
            // What a lake has come to that is no longer configured would be waited for.
            query(JournalSql.NO_LAKE, Tuple.tuple());
            forgets = false;
        }
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

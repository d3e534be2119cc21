package io.freshet.aggregator.apply;

import io.freshet.aggregator.intake.Definitions;
import io.freshet.aggregator.settings.AggregatorSettings;
import io.freshet.aggregator.warehouse.SourceDirectory;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;

/** Makes appliers, one for each thread that applies. */
@Singleton
public class BatchAppliers {

    private final Pool pool;
    private final AggregatorSettings settings;
    private final SourceDirectory directory;
    private final ApplyMetrics metrics;

    private final Definitions definitions;

    BatchAppliers(
            Definitions definitions,
            Pool pool,
            AggregatorSettings settings,
            SourceDirectory directory,
            ApplyMetrics metrics) {
        this.definitions = definitions;
        this.pool = pool;
        this.settings = settings;
        this.directory = directory;
        this.metrics = metrics;
    }

    /** An applier that connects to the warehouse at its first batch. */
    public BatchApplier create() {
        return new BatchApplier(pool, settings.applyTimeout(), directory, metrics, definitions);
    }
}

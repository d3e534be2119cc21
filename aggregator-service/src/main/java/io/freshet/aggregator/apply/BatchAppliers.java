package io.freshet.aggregator.apply;

import io.freshet.aggregator.intake.Definitions;
import io.freshet.aggregator.settings.AggregatorSettings;
import io.freshet.aggregator.star.StarPlan;
import io.freshet.aggregator.warehouse.SourceDirectory;
import io.freshet.pipeline.PipelineDefinition;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes appliers, one for each thread that applies. */
@Singleton
public class BatchAppliers {

    private final Pool pool;
    private final AggregatorSettings settings;
    private final SourceDirectory directory;
    private final ApplyMetrics metrics;

    private final Definitions definitions;
    private final Map<String, StarPlan> stars;

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
        this.stars =
                definitions.all().stream()
                        .filter(pipeline -> pipeline.star().isPresent())
                        .collect(Collectors.toMap(PipelineDefinition::name, StarPlan::of));
    }

    /** An applier that connects to the warehouse at its first batch. */
    public BatchApplier create() {
        return new BatchApplier(
                pool, settings.applyTimeout(), directory, metrics, definitions, stars);
    }
}

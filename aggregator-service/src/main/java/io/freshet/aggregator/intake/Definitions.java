package io.freshet.aggregator.intake;

import io.freshet.configuration.FreshetConfig;
import io.freshet.pipeline.PipelineDefinition;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pipeline definitions that this aggregator runs, by name. Immutable. */
@Singleton
public class Definitions {

    private final Map<String, PipelineDefinition> byName = new LinkedHashMap<>();

    public Definitions(FreshetConfig config) {
        config.pipelines().all().forEach(pipeline -> byName.put(pipeline.name(), pipeline));
    }

    /** All of them. */
    public List<PipelineDefinition> all() {
        return List.copyOf(byName.values());
    }

    /**
     * Whether the events of an epoch mean here what they mean to whoever read them.
     *
     * @param revision the {@link PipelineDefinition#revision} that the epoch goes by
     */
    boolean understands(String pipeline, long revision) {
        return byName.containsKey(pipeline) && byName.get(pipeline).revision() == revision;
    }

    /**
     * Whether a pipeline's tables are made by the definition that runs here.
     *
     * @param tables the {@link PipelineDefinition#tablesRevision} that they are made by; null where
     *     none is noted
     */
    public boolean made(String pipeline, Long tables) {
        return tables == null
                || !byName.containsKey(pipeline)
                || byName.get(pipeline).tablesRevision() == tables;
    }
}

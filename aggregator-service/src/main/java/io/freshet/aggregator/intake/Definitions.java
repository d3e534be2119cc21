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

    private final Map<String, Known> byName = new LinkedHashMap<>();

    // Both are asked for with each transaction, and cost a digest of all that is declared.
    private record Known(PipelineDefinition definition, long revision, long tables) {

        static Known of(PipelineDefinition pipeline) {
            return new Known(pipeline, pipeline.revision(), pipeline.tablesRevision());
        }
    }

    public Definitions(FreshetConfig config) {
        config.pipelines()
                .all()
                .forEach(pipeline -> byName.put(pipeline.name(), Known.of(pipeline)));
    }

    /** All of them. */
    public List<PipelineDefinition> all() {
        return byName.values().stream().map(Known::definition).toList();
    }

    /**
     * Whether the events of an epoch mean here what they mean to whoever read them.
     *
     * @param revision the {@link PipelineDefinition#revision} that the epoch goes by
     */
    boolean understands(String pipeline, long revision) {
        return byName.containsKey(pipeline) && byName.get(pipeline).revision == revision;
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
                || byName.get(pipeline).tables == tables;
    }
}

package io.freshet.configuration;

import io.freshet.pipeline.PipelineLibrary;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the configuration file says. Parts that only some services need are optional here; a
 * service that misses one says so at its start.
 *
 * @param sources the sources, in the order given
 * @param broker the message broker
 * @param warehouse the database that Freshet writes to
 * @param lake where changes are archived
 * @param alerts who is told when something is wrong
 * @param http where the web server listens
 * @param pipelines the pipeline definitions at hand
 * @param documents where documents come from, by the names that definitions give
 */
public record FreshetConfig(
        List<SourceConfig> sources,
        Optional<BrokerUrl> broker,
        Optional<WarehouseConfig> warehouse,
        Optional<LakeConfig> lake,
        Optional<AlertsConfig> alerts,
        HttpConfig http,
        PipelineLibrary pipelines,
        Map<String, DocumentPlace> documents) {

    /** One without documents. */
    public FreshetConfig(
            List<SourceConfig> sources,
            Optional<BrokerUrl> broker,
            Optional<WarehouseConfig> warehouse,
            Optional<LakeConfig> lake,
            Optional<AlertsConfig> alerts,
            HttpConfig http,
            PipelineLibrary pipelines) {
        this(sources, broker, warehouse, lake, alerts, http, pipelines, Map.of());
    }
}

package io.freshet.configuration;

import io.freshet.pipeline.PipelineLibrary;
import java.util.List;
import java.util.Optional;

/**
 * All that the configuration file says. Parts that only some services need are optional here; a
 * service that misses one says so at its start.
 *
 * @param sources the sources, in the order given
 * @param broker the message broker
 * @param warehouse the database that Freshet writes to
 * @param httpPort the port of the web server, 0 for any free one
 * @param pipelines the pipeline definitions at hand
 */
public record FreshetConfig(
        List<SourceConfig> sources,
        Optional<BrokerUrl> broker,
        Optional<WarehouseConfig> warehouse,
        int httpPort,
        PipelineLibrary pipelines) {

    /** The web server's port where nothing else is said. */
    public static final int DEFAULT_HTTP_PORT = 8080;
}

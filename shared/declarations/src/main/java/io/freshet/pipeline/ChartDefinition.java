package io.freshet.pipeline;

import java.util.Optional;

/**
 * A chart: an answer in JSON made of a summary.
 *
 * @param name the last part of its path
 * @param description a sentence for the API's documentation
 * @param summary the summary that it is made of; empty for a chart of rows
 * @param shape how the answer is built
 * @param address the path at which it is served beside that below {@code /charts}, if any
 */
public record ChartDefinition(
        String name,
        String description,
        String summary,
        ChartShape shape,
        Optional<String> address) {}

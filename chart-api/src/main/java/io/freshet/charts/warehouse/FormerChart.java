package io.freshet.charts.warehouse;

import java.util.Optional;

/**
 * A chart that is to be shown as it was by a former definition until what the new one needs is
 * there.
 *
 * @param pipeline the pipeline
 * @param chart its name there
 * @param id tells the former definition from others
 * @param definition that definition; of several charts with the same one only the first has it
 * @param asOf up to when all sources had been read, milliseconds since 1970 UTC; 0 for not known
 */
public record FormerChart(
        String pipeline, String chart, String id, Optional<String> definition, long asOf) {}

package io.freshet.charts.source;

import java.time.Instant;
import java.util.Map;

/**
 * A source as the warehouse has registered it.
 *
 * @param id stands for the source in all tables
 * @param name the configured name
 * @param pipeline name of its pipeline definition
 * @param attributes the configured attributes
 * @param registeredAt when it was first heard of
 */
public record SourceRegistration(
        int id,
        String name,
        String pipeline,
        Map<String, String> attributes,
        Instant registeredAt) {}

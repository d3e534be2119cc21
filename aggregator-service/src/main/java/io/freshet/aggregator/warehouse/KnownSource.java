package io.freshet.aggregator.warehouse;

import java.util.Map;

/**
 * A source as the warehouse knows it.
 *
 * @param id stands for it in all tables
 * @param pipeline its pipeline
 * @param attributes its configured attributes
 */
public record KnownSource(int id, String pipeline, Map<String, String> attributes) {}

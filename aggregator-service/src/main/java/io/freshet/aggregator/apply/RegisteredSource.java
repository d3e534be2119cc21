package io.freshet.aggregator.apply;

import java.util.Map;

/**
 * A source as the warehouse knows it.
 *
 * @param id stands for it in all tables
 * @param pipeline its pipeline
 * @param attributes its configured attributes
 */
record RegisteredSource(int id, String pipeline, Map<String, String> attributes) {}

package io.freshet.simulator.database;

/**
 * Rows that were committed together.
 *
 * @param rows how many
 * @param lastId the highest of their ids
 */
public record Inserted(int rows, long lastId) {}

package io.freshet.simulator.database;

/**
 * How far a source's table reaches.
 *
 * @param rows committed rows
 * @param maxId the highest id, 0 when empty
 */
public record Extent(long rows, long maxId) {
    /** An empty table. */
    public static final Extent EMPTY = new Extent(0, 0);
}

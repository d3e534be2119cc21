package io.freshet.poller.source;

/**
 * Blocks in which the rows of a table are stored, by their numbers from 0 on.
 *
 * @param first the first one
 * @param behind the one behind the last
 */
public record Blocks(long first, long behind) {}

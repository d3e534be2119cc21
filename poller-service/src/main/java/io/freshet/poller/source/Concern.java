package io.freshet.poller.source;

/**
 * Something about a table that can be read, but not as well as it might.
 *
 * @param losesRows whether rows are left out because of it
 * @param sentence what it is and what mends it, for the person who can
 */
public record Concern(boolean losesRows, String sentence) {}

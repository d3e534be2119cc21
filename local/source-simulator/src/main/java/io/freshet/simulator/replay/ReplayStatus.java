package io.freshet.simulator.replay;

/**
 * How far a replay is.
 *
 * @param file path
 * @param rows answers in the file
 * @param present answers now in the sources: those loaded, and those found there
 * @param done whether it has ended
 * @param error what keeps a source from taking its answers; null when nothing does
 */
public record ReplayStatus(String file, long rows, long present, boolean done, String error) {}

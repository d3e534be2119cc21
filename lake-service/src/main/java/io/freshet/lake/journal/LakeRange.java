package io.freshet.lake.journal;

import java.util.Set;

/**
 * What the journal has behind a position.
 *
 * @param to the last version of the range
 * @param rows its changes
 * @param tables the tables that they are of
 */
public record LakeRange(long to, long rows, Set<LakeTable> tables) {}

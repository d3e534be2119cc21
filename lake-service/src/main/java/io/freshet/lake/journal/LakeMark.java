package io.freshet.lake.journal;

import java.time.Instant;

/**
 * What tells a version of a warehouse from the same number in one that was restored from a backup.
 *
 * @param changeId the last of its changes
 * @param changedAt when that was made
 */
public record LakeMark(long changeId, Instant changedAt) {}

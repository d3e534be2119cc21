package io.freshet.lake.manifest;

/** What a commit does. */
public enum ManifestKind {
    /** Adds the changes of a range of versions. */
    CHANGES,
    /** Adds all rows that are held, and begins an epoch. */
    SNAPSHOT,
    /** Replaces objects by fewer with the same changes. */
    COMPACTION,
    /** Gives up what was planned, as the warehouse is not as it was. */
    GIVEN_UP
}

package io.freshet.lake.settings;

import java.time.Duration;

/**
 * Every bound of the lake that cannot be set, and what happens when it is reached. What can be set
 * is in {@link LakeSettings}.
 */
public final class LakeLimits {

    /** Bytes of one file that are gathered in memory before they are written. */
    public static final long ROW_GROUP_BYTES = 8_388_608;

    /** After so many manifests one lists all objects, so that fewer must be read to know them. */
    public static final int MANIFESTS_TO_A_LIST = 200;

    /** Versions of the journal that are looked at to choose how much to commit at once. */
    public static final int VERSIONS_LOOKED_AT = 10_000;

    /** Rows of the journal that are fetched at once. */
    public static final int ROWS_FETCHED = 1_000;

    /** Objects that one compaction makes of others. */
    public static final int OBJECTS_MERGED_AT_ONCE = 100;

    /** Between two looks for objects to merge or to delete. */
    public static final Duration COMPACTION_LOOK = Duration.ofMinutes(1);

    /** Connecting to the warehouse; later it is tried again. */
    public static final Duration WAREHOUSE_CONNECT = Duration.ofSeconds(5);

    /** The warehouse's answer to one statement; later the connection is given up. */
    public static final Duration WAREHOUSE_ANSWER = Duration.ofMinutes(1);

    /** One call of the store, repeats included; later it has failed. */
    public static final Duration STORE_CALL = Duration.ofMinutes(2);

    /** One attempt of such a call; later it is tried again. */
    public static final Duration STORE_ATTEMPT = Duration.ofSeconds(40);

    /** Connecting to the store; later it is tried again. */
    public static final Duration STORE_CONNECT = Duration.ofSeconds(5);

    /** Waiting for a table that others use, to restore it; later nothing is restored. */
    public static final Duration RESTORE_LOCK = Duration.ofSeconds(15);

    /** Between attempts at what fails: at first, and at the longest. */
    public static final Duration SHORTEST_RETRY = Duration.ofMillis(500);

    /** See {@link #SHORTEST_RETRY}. */
    public static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    /** Between two lines in the log about the same failure. */
    public static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(30);

    /** Ending the lake's thread at a shutdown; then the process ends all the same. */
    public static final Duration STOP = Duration.ofSeconds(5);

    private LakeLimits() {}
}

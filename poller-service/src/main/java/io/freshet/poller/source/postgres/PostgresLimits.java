package io.freshet.poller.source.postgres;

import java.time.Duration;

/** The bounds of reading a PostgreSQL source. */
public final class PostgresLimits {

    /** Connecting; later the attempt has failed. */
    public static final Duration CONNECT = Duration.ofSeconds(5);

    /** One statement, by the server's clock, unless the role's own limit is shorter. */
    public static final Duration STATEMENT = Duration.ofSeconds(8);

    /** The share of that which may go into waiting for a lock; then the source is left for now. */
    public static final double LOCK_WAIT_SHARE = 0.75;

    /** An answer, by this side's clock; later the connection is given up. */
    public static final Duration ANSWER = Duration.ofSeconds(10);

    /** Closing all connections at a shutdown; later the process ends all the same. */
    public static final Duration CLOSE = Duration.ofSeconds(1);

    /** By what a page is divided that took too long. */
    public static final int PAGE_DIVISOR = 8;

    /** Characters of values in one page; after a larger one the next is half as many rows. */
    public static final long PAGE_CHARACTERS = 16_000_000;

    /** Rows of one table that are left out as too slow; with more the table is not read. */
    public static final int UNREAD_ROWS = 1_000;

    /** How long a row that could not be read in time is left out before it is tried again. */
    public static final Duration UNREAD = Duration.ofMinutes(10);

    /** Keys of one table that are remembered to have several rows; further ones are not named. */
    public static final int DOUBLE_KEYS = 1_000;

    /** Stored bytes of a value that is no text; larger ones are not printed. */
    public static final int PRINTED_BYTES = 1 << 20;

    private PostgresLimits() {}
}

package io.freshet.poller.limit;

import java.time.Duration;

/**
 * Every bound of the poller: how much, how long, how often at the most, and what happens when it is
 * reached.
 */
public final class PollerLimits {

    // Publishing: what is in flight is published and not known to be applied.

    /** Events of one source in flight; more wait in the source. */
    public static final int EVENTS_IN_FLIGHT = 64;

    /** Bytes of one source's events in flight; one event may always go. More wait in the source. */
    public static final long BYTES_IN_FLIGHT = 16L << 20;

    /** Something is in flight and nothing more is applied: then the epoch ends. */
    public static final Duration APPLIED_DEADLINE = Duration.ofSeconds(5);

    /** How often the warehouse is asked how far it has applied. */
    public static final long APPLIED_LOOK_MILLIS = 100;

    /** One such question; then it is asked again, well before {@link #APPLIED_DEADLINE}. */
    public static final Duration APPLIED_LOOK = Duration.ofSeconds(2);

    /** Rows that travel in one event; more are divided. */
    public static final int EVENT_ROWS = 5_000;

    /** About the most characters of values in one event of several rows; more are divided. */
    public static final int EVENT_CHARACTERS = 1_000_000;

    // The broker.

    /** Bytes of all sources' events that may wait for the broker's socket; then sending fails. */
    public static final long BYTES_UNSENT = 256L << 20;

    /** Connecting to the broker; then it counts as away. */
    public static final int BROKER_CONNECT_MILLIS = 5_000;

    /** A connection on which nothing is heard for two of these is given up. */
    public static final int BROKER_HEARTBEAT_SECONDS = 10;

    // Reading PostgreSQL.

    /** Connecting; later the attempt has failed. */
    public static final Duration SOURCE_CONNECT = Duration.ofSeconds(5);

    /** One statement, by the server's clock, unless the role's own limit is shorter. */
    public static final Duration SOURCE_STATEMENT = Duration.ofSeconds(8);

    /** Share of a statement's time for waiting for a lock; then the source is left for now. */
    public static final double LOCK_WAIT_SHARE = 0.75;

    /** An answer, by this side's clock; later the connection is given up. */
    public static final Duration SOURCE_ANSWER = Duration.ofSeconds(10);

    /** Questions to one source that are under way at once, unless a pooler is in between. */
    public static final int QUESTIONS_AT_ONCE = 64;

    /** Where tables took no longer to answer, and no rows wait, the next poll asks all at once. */
    public static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** Between two lines of the log that say how far the first read of a source has come. */
    public static final Duration PROGRESS_LOGGED = Duration.ofSeconds(10);

    /** Bytes of a file that a table is read from; a larger one is not read. */
    public static final long FILE_BYTES = 16L << 20;

    /** Documents of one place; further ones are not read. */
    public static final int DOCUMENTS = 10_000;

    /** Bytes of all documents of one place; once there are more, further ones are not read. */
    public static final long DOCUMENTS_BYTES = 64L << 20;

    /** Documents that are fetched from the warehouse, or from a web server, at once. */
    public static final int DOCUMENTS_AT_ONCE = 32;

    /** Between two looks for documents in a folder or bucket. */
    public static final Duration STORED_LOOK = Duration.ofSeconds(2);

    /** Between two looks whether a web server is to be asked for a document. */
    public static final Duration WEB_LOOK = Duration.ofSeconds(30);

    /** How long a file must have been as it is before it is read: it may still be written. */
    public static final Duration FILE_SETTLED = Duration.ofSeconds(1);

    /** Connecting to a place of documents; later it is tried again. */
    public static final Duration PLACE_CONNECT = Duration.ofSeconds(5);

    /** One answer of a place of documents; later it is tried again. */
    public static final Duration PLACE_ANSWER = Duration.ofSeconds(30);

    /** Between attempts at a place of documents that fails: at first, and at the longest. */
    public static final Duration SHORTEST_PLACE_RETRY = Duration.ofSeconds(1);

    /** See {@link #SHORTEST_PLACE_RETRY}. */
    public static final Duration LONGEST_PLACE_RETRY = Duration.ofMinutes(10);

    /** What an answer from such a file counts for in the source's budget. */
    public static final long FILE_ANSWER_MICROS = 500;

    /** Closing all connections at a shutdown; later the process ends all the same. */
    public static final Duration SOURCES_CLOSE = Duration.ofSeconds(1);

    /** Rows that one statement asks for at the most. */
    public static final int PAGE_ROWS = 1 << 20;

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

    // Tailing.

    /** Connecting to a source and verifying its tables; then it is tried again. */
    public static final Duration CONNECT = Duration.ofSeconds(60);

    /** One poll, or one statement of a comparison, with all waiting; then it is tried again. */
    public static final Duration TURN = Duration.ofSeconds(60);

    /** Waiting until an opened epoch is applied, the first time; doubled each time it was not. */
    public static final Duration FIRST_OPENING = Duration.ofSeconds(2);

    /** Waiting until an opened epoch is applied, at the most: its event may have been lost. */
    public static final Duration LONGEST_OPENING = Duration.ofSeconds(8);

    /** Taking a fence and reading marks and gaps, beside waiting for the epoch to be applied. */
    public static final Duration LOADING = Duration.ofSeconds(60);

    /** First and longest pause before a source that cannot be read is tried again. */
    public static final Duration FIRST_SOURCE_PAUSE = Duration.ofMillis(500);

    /** See {@link #FIRST_SOURCE_PAUSE}. */
    public static final Duration LONGEST_SOURCE_PAUSE = Duration.ofSeconds(5);

    /** First and longest pause before an epoch is opened again. */
    public static final Duration FIRST_EPOCH_PAUSE = Duration.ofMillis(200);

    /** See {@link #FIRST_EPOCH_PAUSE}. */
    public static final Duration LONGEST_EPOCH_PAUSE = Duration.ofSeconds(5);

    // Gaps.

    /** Gaps of one table; where there are more, the lowest are left to reconciliation. */
    public static final int GAPS = 100_000;

    /** Gaps of a source that is opened which count as young: transactions may be under way. */
    public static final int FRESH_GAPS = 2_000;

    /** Rows held, about, that are looked at at once to find the gaps between them. */
    public static final long GAP_ROWS = 50_000;

    /** A gap younger than this is probed by every poll, as far as the polls' share allows. */
    public static final long YOUNG_GAP_MILLIS = 60_000;

    /** Within this time every old gap is probed, as far as the polls' share allows. */
    public static final long OLD_GAP_ROUND_MILLIS = 2_500;

    /** Gaps that a poll probes however long it takes. */
    public static final int FEWEST_PROBES = 2_000;

    /** Gaps that a poll probes at the most. */
    public static final int MOST_PROBES = 50_000;

    /** Share of a poll's interval that probing gaps may take of the source's time. */
    public static final double PROBING_SHARE = 0.10;

    // Reconciliation.

    /** About how long one statement of a comparison works in the source; longer ones shrink. */
    public static final long STEP_MICROS = 20_000;

    /** Rows that one statement of a comparison covers at the least, and at the most. */
    public static final long FEWEST_STEP_ROWS = 1_024;

    /** See {@link #FEWEST_STEP_ROWS}. */
    public static final long MOST_STEP_ROWS = 200_000;

    /** What a statement that took too long counts as having cost, in microseconds. */
    public static final long TOO_SLOW_MICROS = 1_000_000;

    /** Ranges of keys that are asked of the warehouse at once. */
    public static final int STEP_RANGES = 2_000;

    /** Ranges of one stretch of which the parts are compared before any rows are. */
    public static final int NARROWED_RANGES = 256;

    /** Rows of a range that differs, at the least, where its parts are compared first. */
    public static final long NARROWED_ROWS = 256;

    /** Parts of ranges that differ and are compared row by row at once. */
    public static final long ROW_COMPARISON_PARTS = 512;

    /** Rows of a stretch, written since the pass before; with more the stretch is summed up. */
    public static final int WRITTEN_ROWS = 5_000;

    /** About how long one statement sums up blocks of a table whose keys are hashes. */
    public static final long SCAN_STEP_MICROS = 50_000;

    /** Blocks that it goes through at first, and at the most. */
    public static final long FIRST_STEP_BLOCKS = 256;

    /** See {@link #FIRST_STEP_BLOCKS}. */
    public static final long MOST_STEP_BLOCKS = 65_536;

    /** Blocks of such a table that a poll reads at first, and at the most. */
    public static final long FIRST_READ_BLOCKS = 64;

    /** See {@link #FIRST_READ_BLOCKS}. */
    public static final long MOST_READ_BLOCKS = 4_096;

    /** Blocks at its end that every poll looks at. */
    public static final long LAST_BLOCKS = 8;

    /** Rows there that are remembered from one poll to the next, so as not to be given twice. */
    public static final int GIVEN_ROWS = 20_000;

    /** Rows that one statement reads of blocks at the most; where there are more, of fewer. */
    public static final int BLOCK_ROWS = 25_000;

    /** Rows of hashed keys, about, that are compared at once, at the cost of a scan each time. */
    public static final long SCAN_COMPARISON_ROWS = 100_000;

    /** Rows read and published at once because they differ. */
    public static final int REPAIR_ROWS = 1_000;

    /** Keys told as gone in one event. */
    public static final int GONE_KEYS = 5_000;

    /** Rows, about, that one event may say to be gone together with their whole range. */
    public static final long GONE_RANGE_ROWS = 200_000;

    /** Ranges without rows in the source, which the warehouse holds, that are compared at once. */
    public static final int EMPTIED_RANGES = 100_000;

    /** Keys published while one comparison is open; where there are more, it is void. */
    public static final int KEYS_WHILE_COMPARING = 1_000_000;

    /** How long a comparison may wait until what was published before it is applied. */
    public static final long COMPARISON_MILLIS = 30_000;

    /** Rows of one pass that no poll has found yet; where there are more, nothing is proven. */
    public static final int KEYS_LEFT_TO_POLLS = 100_000;

    /**
     * How long a source may stay unproven beside what its passes take: for repairs, and for waiting
     * until they are applied. Longer, and it is not called live.
     */
    public static final Duration PROOF_SLACK = Duration.ofSeconds(45);

    /** Repairs of one row without effect, after which its source is said to diverge. */
    public static final int REPAIRS_WITHOUT_EFFECT = 5;

    /** Repaired rows of one table that are remembered to see whether the repair had an effect. */
    public static final int REPAIRS_REMEMBERED = 10_000;

    // Status.

    /** Status messages that wait for the broker; further ones are not sent. */
    public static final int STATUS_MESSAGES_WAITING = 16;

    // Ownership.

    /** How long a lease lasts without being renewed; then any poller may take it. */
    public static final Duration LEASE = Duration.ofSeconds(6);

    /** Silence of a poller without a session in the warehouse; then any may take its leases. */
    public static final Duration LEASE_SILENCE = Duration.ofSeconds(2);

    /** One round of renewing and balancing leases; then the next one tries. */
    public static final Duration LEASE_ROUND = Duration.ofSeconds(4);

    /** Giving leases back at the end; then they are left to end by themselves. */
    public static final Duration LEAVING = Duration.ofSeconds(2);

    // The warehouse.

    /** One statement in the warehouse; then it counts as failed. */
    public static final Duration WAREHOUSE_STATEMENT = Duration.ofSeconds(10);

    /** Sources of one poller that read what the warehouse holds of them at once; others wait. */
    public static final int SOURCES_LOADING = 3;

    private PollerLimits() {}
}

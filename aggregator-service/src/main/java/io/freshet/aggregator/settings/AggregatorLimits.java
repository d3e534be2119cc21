package io.freshet.aggregator.settings;

import io.freshet.warehouse.layout.JournalSql;
import java.time.Duration;

/**
 * Every bound of the aggregator that cannot be set, and what happens when it is reached. What can
 * be set is in {@link AggregatorSettings}; how long values may be, in {@link
 * io.freshet.pipeline.ValueLimits}.
 */
public final class AggregatorLimits {

    /** Connecting to the warehouse for its preparation; later it is tried again. */
    public static final Duration WAREHOUSE_CONNECT = Duration.ofSeconds(10);

    /** Waiting for a lock while a definition is tried, as a check does; later it cannot be told. */
    public static final Duration REHEARSAL_LOCK = Duration.ofSeconds(3);

    /** One statement of such a trial; later it has failed. */
    public static final Duration REHEARSAL_STATEMENT = Duration.ofSeconds(20);

    /**
     * How often the warehouse is looked at while nothing is applied: so late is it noticed that it
     * or a table of it is gone.
     */
    public static final Duration WAREHOUSE_LOOK = Duration.ofSeconds(2);

    /** Connecting to the broker; later it is tried again. */
    public static final Duration BROKER_CONNECT = Duration.ofSeconds(5);

    /** Silence after which a connection to the broker is given up and made anew: twice this. */
    public static final Duration BROKER_HEARTBEAT = Duration.ofSeconds(10);

    /** Between two lines of the log that say that events of another installation come. */
    public static final Duration FOREIGN_SAID = Duration.ofMinutes(1);

    /** The broker's confirm of a dead-lettered message; later its connection is given up. */
    public static final Duration DEAD_LETTER_CONFIRM = Duration.ofSeconds(10);

    /**
     * Messages that the dead-letter queue holds, about. Where there are so many, further ones are
     * dropped, which is logged and counted.
     */
    public static final int DEAD_LETTERS = 1_000;

    /**
     * Characters of the reason that a dead-lettered message carries; the rest is cut off. The
     * broker limits the size of all headers together to that of a frame.
     */
    public static final int DEAD_LETTER_REASON = 2_000;

    /**
     * For how long messages are held while applying them fails; then they are given back to the
     * broker. Brokers by default close the channel of a consumer that leaves messages
     * unacknowledged for half an hour.
     */
    public static final Duration LONGEST_HOLD = Duration.ofMinutes(10);

    /** Between attempts at what fails: at first, and at the longest. */
    public static final Duration SHORTEST_RETRY = Duration.ofMillis(100);

    /** See {@link #SHORTEST_RETRY}. */
    public static final Duration LONGEST_RETRY = Duration.ofSeconds(2);

    /** Between two lines in the log about the same failure. */
    public static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(30);

    /** How often a reader without messages looks whether its consumer is still there. */
    public static final Duration READER_LOOK = Duration.ofMillis(200);

    /**
     * How often the broker is asked how many events wait in a partition's queue, for its metric.
     */
    public static final Duration QUEUE_LOOK = Duration.ofSeconds(5);

    /** Ending each thread at a shutdown; then the process ends all the same. */
    public static final Duration STOP = Duration.ofSeconds(5);

    /**
     * By how much a statement that may go through a whole table may take longer than others, see
     * {@link AggregatorSettings#applyTimeout}; later the connection is given up.
     */
    public static final int LONG_STATEMENT_FACTOR = 25;

    /**
     * Rows that one statement deletes: more of a range without rows are deleted by several
     * statements of one transaction.
     */
    public static final int ROWS_DELETED_AT_ONCE = 50_000;

    /**
     * Rows of other sources in a table that are set aside and put back where all of one source are
     * gone, so that the table can be truncated; where there are more, its rows are deleted.
     */
    public static final int ROWS_SET_ASIDE = 1_000_000;

    /** How many times as many rows must be gone as are set aside for that. */
    public static final int GONE_TO_SET_ASIDE = 8;

    /**
     * Percent of the warehouse's time that proving summaries may take in each replica; it rests
     * accordingly after each comparison that finds nothing, of which there is one for each source
     * and summary.
     */
    public static final int PROOF_PERCENT = 1;

    /** Rest after each comparison of a summary that finds nothing, at least. */
    public static final Duration PROOF_REST = Duration.ofSeconds(1);

    /**
     * Rows of which a summary that a changed definition needs is filled at the start, while nothing
     * is applied; of more it is filled afterwards, while everything goes on.
     */
    public static final long FILLED_AT_ONCE = 100_000;

    /** How often it is looked whether a summary is to be filled. */
    public static final Duration BUILDING_LOOK = Duration.ofSeconds(1);

    /** Waiting for a source whose changes are being applied; later it is tried again. */
    public static final Duration BUILDING_LOCK = Duration.ofMinutes(1);

    /** Summing up the rows of one source for one summary; later it is tried again. */
    public static final Duration BUILDING = Duration.ofHours(2);

    /**
     * Rows of which derived columns are worked out at a time, while changes of their source wait.
     */
    public static final int BUILDING_STRETCH = 2_000;

    /** How often it is said how far that is. */
    public static final Duration BUILDING_TOLD = Duration.ofSeconds(10);

    /** How long row changes stay in the journal of a source of which nothing was ever archived. */
    public static final Duration JOURNAL_KEPT = JournalSql.KEPT;

    /** Between two passes that prune the journal. */
    public static final Duration JOURNAL_PRUNING = Duration.ofSeconds(10);

    /** Between two counts of the rows that are set aside. */
    public static final Duration ROWS_ASIDE_LOOK = Duration.ofSeconds(2);

    /** Row changes that one statement prunes; further ones are pruned by further ones. */
    public static final int PRUNED_AT_ONCE = 10_000;

    /** For how many batches rows are compared after one that was taken to be new was held. */
    public static final int UPSERTED_BATCHES = 20;

    /**
     * Sources per notification; further ones travel in a further one. A notification holds less
     * than 8,000 bytes; each source takes at most some 230, the name of its trace included.
     */
    public static final int SOURCES_PER_NOTIFICATION = 30;

    /** Characters of a quarantined value that are kept; the rest is cut off. */
    public static final int QUARANTINED_VALUE = 200;

    /** Quarantined values on one page; a larger page is refused with 400. */
    public static final int QUARANTINE_PAGE = 1_000;

    /** Schemas of one source's table that operators are shown: the latest. */
    public static final int SCHEMA_VERSIONS = 20;

    /** How often it is looked whether people are to be told of something. */
    public static final Duration ALERT_LOOK = Duration.ofSeconds(5);

    /**
     * Between two messages to people by one way, at least: what is found meanwhile is told by the
     * second.
     */
    public static final Duration BETWEEN_ALERTS = Duration.ofSeconds(30);

    /** How long a replica that is gone keeps others from sending messages. */
    public static final Duration ALERT_LEASE = Duration.ofSeconds(30);

    /** Sending one message with all attempts; then it counts as not sent. */
    public static final Duration ALERT_SENDING = Duration.ofMinutes(2);

    /** How long making the warehouse ready must have failed before people are told. */
    public static final Duration PREPARATION_FAILING = Duration.ofMinutes(1);

    private AggregatorLimits() {}
}

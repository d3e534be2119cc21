package io.freshet.charts.settings;

import java.time.Duration;

/**
 * Every bound of the chart API that is not a setting, with its unit and what happens when it is
 * reached. Those that are settings stand in {@link ChartSettings}.
 */
public final class ChartLimits {

    /**
     * How long requests may be held because too many wait, without one of them going on. Then the
     * connection is closed.
     */
    public static final Duration HELD = Duration.ofSeconds(20);

    /** One answer of the provider of tokens for charts. Later its keys are those told last. */
    public static final Duration KEYS_ANSWER = Duration.ofSeconds(5);

    /** Between two looks at the keys of the provider of tokens. */
    public static final Duration KEYS_LOOK = Duration.ofMinutes(5);

    /**
     * Between two looks because of a token whose key is not known. Until then it is refused: it may
     * be anybody's.
     */
    public static final Duration KEYS_APART = Duration.ofSeconds(5);

    /**
     * How long keys count after the provider told them. Where it does not answer for so long charts
     * are refused with 503.
     */
    public static final Duration KEYS_KEPT = Duration.ofHours(1);

    /** Bytes of an answer of the provider of tokens. A larger one counts as none. */
    public static final int KEYS_BYTES = 262_144;

    /** By how much the provider's clock may differ. A token is refused that much later. */
    public static final Duration CLOCKS_APART = Duration.ofSeconds(30);

    /** Tokens that are known to be good without looking again. With more all are looked into. */
    public static final int KEPT_TOKENS = 1_024;

    /** Characters of such a token. A longer one is looked into with every request. */
    public static final int KEPT_TOKEN_CHARACTERS = 4_096;

    /** Characters of a code in a filter. A longer one is refused before any pattern is tried. */
    public static final int CODE_CHARACTERS = 64;

    /**
     * Codes, or values and ranges of one parameter, in a filter. More are refused: a stream holds
     * its filter for as long as it is open.
     */
    public static final int FILTER_VALUES = 256;

    /**
     * Bytes of filtered bodies of one chart that are kept. Where there are more, those go that were
     * not asked for for the longest time.
     */
    public static final int VARIANT_BYTES = 4 * 1_024 * 1_024;

    /**
     * Bytes of answers that an event loop keeps for all its connections to share. Where there are
     * more all of them go, and those that are asked for are kept anew; an answer that is larger by
     * itself is each connection's own.
     */
    public static final int SHARED_BYTES = 2 * 1_024 * 1_024;

    /**
     * Requests whose meaning an event loop keeps, for those that come again byte for byte. Where
     * two share a place the later one has it, and the other is read anew.
     */
    public static final int READ_REQUESTS = 128;

    /** Bytes of a request whose meaning is kept. Longer ones are read anew each time. */
    public static final int READ_REQUEST_BYTES = 1_024;

    /** Characters of a request's text that a problem repeats. The rest is cut off. */
    public static final int SHOWN_CHARACTERS = 60;

    /** Characters of an unknown chart's name that a problem repeats. The rest is cut off. */
    public static final int SHOWN_NAME_CHARACTERS = 80;

    /** Hours that a chart over time can show. More are refused. */
    public static final int HOURS = 168;

    /**
     * Hours of buckets that are held: all that can be shown, and a margin. Older ones are dropped.
     */
    public static final Duration WINDOW = Duration.ofHours(HOURS + 2);

    /**
     * Bytes under way to a stream's listener. Where there are more, the listener gets the newest
     * state once it has taken them, and none of those in between.
     */
    public static final int STREAM_BYTES_UNDER_WAY = 16 * 1_024;

    /** How long an event loop serves listeners in one go. Then it lets go for a pause. */
    public static final Duration STREAM_SLICE = Duration.ofNanos(500_000);

    /** How long an event loop lets go of listeners for other work. */
    public static final Duration STREAM_PAUSE = Duration.ofMillis(1);

    /** How long a body that tells ages is served before it is rendered anew. */
    public static final Duration AGES_LAST = Duration.ofMillis(50);

    /** After this time without word of a source it is called stale. */
    public static final Duration SILENCE_OF_SOURCE = Duration.ofSeconds(10);

    /**
     * Looks at the warehouse (one a second, as set) between two counts of the groups of a chart
     * that had too many. Where they are few enough again the chart is back.
     */
    public static final int LOOKS_UNTIL_COUNTED = 5;

    /**
     * Readings per source that wait for being applied. Where there are more, every other one is
     * dropped, so that the age shown gets coarser.
     */
    public static final int PENDING_READINGS = 64;

    /**
     * Changes whose way into the charts is being measured. Where there are more, the oldest are not
     * measured.
     */
    public static final int PENDING_NOTICES = 10_000;

    /**
     * How long connecting to the warehouse or the broker, or an answer of the broker, may take.
     * Then it is tried again after a pause.
     */
    public static final Duration CONNECTING = Duration.ofSeconds(5);

    /** How long nothing may come from the warehouse. Then the connection is renewed. */
    public static final Duration SILENCE_OF_WAREHOUSE = Duration.ofSeconds(30);

    /**
     * Bound of the first pause before connecting to the warehouse or the broker again. It doubles
     * each time.
     */
    public static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    /**
     * Bound of the longest pause before connecting to the warehouse or the broker again. It grows
     * no further.
     */
    public static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** Silence after which a connection to the broker is given up and made anew: twice this. */
    public static final Duration BROKER_HEARTBEAT = Duration.ofSeconds(10);

    /**
     * After this time exchange and binding of the status messages are made again, in case that
     * somebody deleted them. Until then ages go by what the warehouse says once a second.
     */
    public static final Duration STATUS_DECLARED = Duration.ofSeconds(5);

    /**
     * Status messages that wait for being taken in. Where there are more, the oldest are dropped:
     * the newest say all that they did.
     */
    public static final int STATUS_MESSAGES_WAITING = 256;

    /**
     * How long a status message is waited for before it is looked whether the connection still
     * stands.
     */
    public static final Duration STATUS_LOOK = Duration.ofMillis(500);

    /** How long nothing more is logged of an audit that goes on. */
    public static final Duration AUDIT_NOTES = Duration.ofSeconds(10);

    private ChartLimits() {}
}

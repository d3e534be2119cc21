package io.freshet.runtime.alerts;

import java.time.Duration;

/** Every bound of sending alerts that cannot be set, and what happens when it is reached. */
public final class AlertLimits {

    /** One attempt to send a message by one way; later it has failed. */
    public static final Duration ATTEMPT = Duration.ofSeconds(15);

    /** Attempts to send one message by one way; then it counts as not sent. */
    public static final int ATTEMPTS = 3;

    /** Between two such attempts, where nobody says how long. */
    public static final Duration PAUSE = Duration.ofSeconds(2);

    /** Between two such attempts at the most, where a server says how long (Retry-After). */
    public static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Characters of one message; the rest is left out, and said to be. */
    public static final int MESSAGE = 8_000;

    /** Characters of what a server says when it refuses; the rest is left out. */
    public static final int REFUSAL = 200;

    /** How long a process that cannot start tells of it at the most, before it ends. */
    public static final Duration START_FAILURE = Duration.ofSeconds(20);

    private AlertLimits() {}
}

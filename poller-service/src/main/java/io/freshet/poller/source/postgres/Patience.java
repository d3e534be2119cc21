package io.freshet.poller.source.postgres;

import io.freshet.poller.limit.PollerLimits;
import java.time.Duration;

/**
 * How long a source is waited for, by this side's clock.
 *
 * @param connect connecting; later the attempt has failed
 * @param answer an answer; later the connection is given up
 */
record Patience(Duration connect, Duration answer) {

    /** What sources are given. */
    static final Patience STANDARD =
            new Patience(PollerLimits.SOURCE_CONNECT, PollerLimits.SOURCE_ANSWER);
}

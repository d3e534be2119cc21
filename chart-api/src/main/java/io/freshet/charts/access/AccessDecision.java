package io.freshet.charts.access;

import java.time.Instant;
import java.util.Optional;

/** Whether a request may see charts. */
public sealed interface AccessDecision {

    /**
     * It may.
     *
     * @param until for how long, by the wall clock; empty where nothing ends it
     */
    record Granted(Optional<Instant> until) implements AccessDecision {

        static final Granted FOR_GOOD = new Granted(Optional.empty());
    }

    /**
     * It may not.
     *
     * @param reason a sentence for whoever asked
     * @param shown whether it shows a token at all
     */
    record Refused(String reason, boolean shown) implements AccessDecision {}

    /**
     * Nobody can tell at present.
     *
     * @param reason a sentence for whoever asked
     */
    record Unknown(String reason) implements AccessDecision {}
}

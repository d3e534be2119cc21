package io.freshet.runtime.alerts;

import java.time.Duration;
import java.util.Optional;

/** A message was not taken; the text says why and what to do, and holds no secret. */
public final class AlertException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean passing;
    private final transient Optional<Duration> retryAfter;

    private AlertException(String message, boolean passing, Optional<Duration> retryAfter) {
        super(message);
        this.passing = passing;
        this.retryAfter = retryAfter;
    }

    /** It will not be taken before somebody changes something. */
    static AlertException lasting(String message) {
        return new AlertException(message, false, Optional.empty());
    }

    /** It may be taken at another time. */
    static AlertException passing(String message) {
        return new AlertException(message, true, Optional.empty());
    }

    /** It may be taken later, as the server says. */
    static AlertException passing(String message, Optional<Duration> retryAfter) {
        return new AlertException(message, true, retryAfter);
    }

    /** Whether another attempt may go well. */
    boolean isPassing() {
        return passing;
    }

    /** How long the server wants to be left alone, if it says. */
    Optional<Duration> retryAfter() {
        return retryAfter == null ? Optional.empty() : retryAfter;
    }

    /** What a server said, on one line and not too long. */
    static String said(String text) {
        String line = String.valueOf(text).replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= AlertLimits.REFUSAL
                ? line
                : line.substring(0, AlertLimits.REFUSAL) + "…";
    }
}

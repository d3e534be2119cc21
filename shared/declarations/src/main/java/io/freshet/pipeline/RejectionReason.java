package io.freshet.pipeline;

import java.util.Optional;

/** Why a value is quarantined. */
public enum RejectionReason {
    /** A decimal column holds something else than plain decimal notation. */
    NOT_A_NUMBER("not-a-number"),
    /** A code column holds something that does not match the code's pattern. */
    NOT_A_CODE("not-a-code"),
    /** A column of another type holds something that is no value of the type, or out of range. */
    NOT_OF_TYPE("not-of-its-type"),
    /** A column of floating-point numbers holds NaN or an infinity. */
    NOT_FINITE("not-finite"),
    /** The value is longer than what may be summed up or grouped by. */
    TOO_LONG("too-long"),
    /** The key that rows of other tables are joined by has white space around it. */
    NOT_A_JOIN_KEY("not-a-join-key"),
    /** The value holds a character that the warehouse cannot store. */
    NOT_STORABLE("not-storable"),
    /** A row has no value where a star table needs one. */
    NO_VALUE("no-value"),
    /** The source has no such column any more. */
    NO_COLUMN("no-column"),
    /** The row has values in columns that are not declared. */
    NOT_DECLARED("not-declared"),
    /** The warehouse refused the row for a reason that only it knows. */
    REFUSED("refused-by-warehouse");

    private final String text;

    RejectionReason(String text) {
        this.text = text;
    }

    /** The word used in the quarantine and in metrics. */
    public String text() {
        return text;
    }

    /** What is wrong with a text as such; empty where nothing is. */
    static Optional<RejectionReason> ofText(String value, boolean grouped) {
        if (value.indexOf('\0') >= 0) {
            return Optional.of(NOT_STORABLE);
        }
        return grouped && value.length() > ValueLimits.LONGEST_GROUP
                ? Optional.of(TOO_LONG)
                : Optional.empty();
    }
}

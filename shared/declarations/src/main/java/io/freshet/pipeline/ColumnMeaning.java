package io.freshet.pipeline;

import java.util.Optional;
import java.util.regex.Pattern;

/** What the values of a column are, once white space around them and missing markers are gone. */
public sealed interface ColumnMeaning {

    /** A number in plain decimal notation; anything else is quarantined and missing. */
    record Decimal() implements ColumnMeaning {}

    /** Any text. */
    record Text() implements ColumnMeaning {}

    /**
     * A short upper-case code; one that does not match is quarantined.
     *
     * @param pattern what a code must match after upper-casing
     * @param otherwise the source's attribute that stands in for a missing or wrong code; where
     *     empty, such a code is missing
     */
    record Code(Pattern pattern, Optional<String> otherwise) implements ColumnMeaning {}
}

package io.freshet.simulator.country;

import java.util.Locale;
import java.util.Objects;

/**
 * Three letters A to Z that name a country, upper-case: ISO 3166 alpha-3 or one of the survey's own
 * such as QCI.
 *
 * @param value the three upper-case letters
 */
public record CountryCode(String value) implements Comparable<CountryCode> {
    /**
     * @throws IllegalArgumentException when {@code value} is not three letters A to Z
     */
    public CountryCode {
        Objects.requireNonNull(value, "value");
        if (value.length() != 3 || !value.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            throw new IllegalArgumentException(
                    "A country code is three letters A to Z, not \"%s\"".formatted(value));
        }
    }

    /**
     * Reads a code in either case, with white space around it.
     *
     * @throws IllegalArgumentException when what remains is not three letters A to Z
     */
    public static CountryCode parse(String text) {
        return new CountryCode(text.strip().toUpperCase(Locale.ROOT));
    }

    /** The code in lower case, as database names have it. */
    public String lowerCase() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public int compareTo(CountryCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

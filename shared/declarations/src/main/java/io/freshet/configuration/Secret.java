package io.freshet.configuration;

import java.util.Objects;

/**
 * A value that must not be shown: its text form hides it.
 *
 * @param value the secret itself
 */
public record Secret(String value) {

    /** No password at all. */
    public static final Secret NONE = new Secret("");

    public Secret {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value.isEmpty() ? "(none)" : "(hidden)";
    }
}

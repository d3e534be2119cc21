package io.freshet.testkit;

import java.util.Locale;

/** Where a test server comes from. */
public enum ServerKind {
    /** It was there before the tests. */
    REAL,
    /** The tests started it. */
    EMBEDDED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.freshet.configuration;

import java.util.Arrays;
import java.util.Optional;

/** What people may be alerted of. */
public enum AlertKind {

    /** A service could not start, or cannot make the warehouse ready. */
    FAILED_START("failed-start", "did not start", true),

    /** A table or column is not as the definition says, or a range of keys stays different. */
    DRIFT("drift", "drifted", true),

    /** Messages wait in the queue of dead letters. */
    DEAD_LETTER("dead-letter", "not empty", true),

    /** A source was not read up to the present for too long. */
    STALE_SOURCE("stale-source", "stale", true),

    /** A source's table has another schema than before. */
    SCHEMA_CHANGE("schema-change", "has another schema", false),

    /** A source is read completely: the first time, or again after it was set back. */
    COMPLETION("completion", "read completely", false);

    private final String text;
    private final String title;
    private final boolean lasting;

    AlertKind(String text, String title, boolean lasting) {
        this.text = text;
        this.title = title;
        this.lasting = lasting;
    }

    /** Its name in the configuration. */
    public String text() {
        return text;
    }

    /** Its name in a message. */
    public String title() {
        return title;
    }

    /** Whether it lasts and ends, so that its end is told too; else it happens. */
    public boolean isLasting() {
        return lasting;
    }

    /** The kind of that name in the configuration. */
    public static Optional<AlertKind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }
}

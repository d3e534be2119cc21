package io.freshet.lake.journal;

import java.util.Locale;

/** What a change is of. */
public enum LakeZone {
    /** The rows of the sources, as they are held. */
    INGESTION,
    /** The rows of the tables made from them. */
    PROCESSED;

    /** The zone as the journal, and names of objects, write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The zone of that word. */
    public static LakeZone of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

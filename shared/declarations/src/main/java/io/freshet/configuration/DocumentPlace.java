package io.freshet.configuration;

import java.time.LocalDate;
import java.util.Optional;

/** Where documents come from that tables of definitions are made of. */
public sealed interface DocumentPlace {

    /** What stands for the day in the URL of documents of the web. */
    String DAY = "{date}";

    /**
     * The files of a folder, or the objects of a bucket.
     *
     * @param where the folder or bucket
     */
    record Stored(LakeConfig where) implements DocumentPlace {}

    /**
     * A document of each day (UTC) that a web server answers with.
     *
     * @param url its URL; may have {@link #DAY}, for the day as ISO writes it
     * @param since the first day that is asked for, where the URL has the day; empty for today
     */
    record Web(String url, Optional<LocalDate> since) implements DocumentPlace {}
}

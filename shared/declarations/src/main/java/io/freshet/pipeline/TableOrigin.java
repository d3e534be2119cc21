package io.freshet.pipeline;

import java.nio.file.Path;

/** Where a table's rows come from. */
public sealed interface TableOrigin {

    /** A table, view or the like of the source. */
    record Source() implements TableOrigin {}

    /**
     * A CSV file beside the definition.
     *
     * @param file its path
     */
    record Csv(Path file) implements TableOrigin {}

    /**
     * Documents in JSON.
     *
     * @param place the name under which the configuration says where they are
     * @param rows where in a document the rows are: names of members, or {@code *} for each, behind
     *     slashes, such as {@code /rates/*}
     */
    record Json(String place, String rows) implements TableOrigin {}

    /** Whether it is the source. */
    default boolean isSource() {
        return this instanceof Source;
    }
}

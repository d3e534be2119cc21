package io.freshet.pipeline;

import java.util.List;
import java.util.Optional;

/** A table of a star schema, kept in step with the rows that are held. */
public sealed interface StarTable {

    /** The table's name. */
    String name();

    /** The column that tells what a row stands for. */
    String key();

    /** The columns, in order. */
    List<StarColumn> columns();

    /** What kind of table it is, as a text that differs exactly where it would be another one. */
    String kind();

    /** The column that {@link #key} names. */
    default StarColumn keyColumn() {
        return column(key());
    }

    /**
     * The column of that name.
     *
     * @throws IllegalArgumentException where there is none
     */
    default StarColumn column(String column) {
        return columns().stream()
                .filter(candidate -> candidate.name().equals(column))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "star table %s has no column %s"
                                                .formatted(name(), column)));
    }

    /**
     * Has one row for each row of a table, with its latest values; and one for each that something
     * refers to, be it there or not.
     *
     * @param of the table that is read
     * @param joins by which joins its rows come to what columns name, each after those before it
     */
    record Latest(
            String name,
            String of,
            String key,
            List<StarColumn> columns,
            List<JoinDefinition> joins)
            implements StarTable {

        /** What rows called {@code f} are joined to, after them. */
        public String joined(PipelineDefinition pipeline) {
            return SummaryDefinition.joined(pipeline, joins);
        }

        @Override
        public String kind() {
            return "latest of=%s key=%s".formatted(of, key);
        }
    }

    /**
     * Has a row for each state in which a row of a table was seen; none is ever changed or deleted.
     *
     * @param of the table that is read
     * @param version the column that numbers the states
     * @param view another name for the table
     */
    record History(
            String name,
            String of,
            String key,
            String version,
            Optional<String> view,
            List<StarColumn> columns)
            implements StarTable {

        @Override
        public String kind() {
            return "history of=%s key=%s version=%s".formatted(of, key, version);
        }

        /** The view of the rows that there are, as they are now. */
        public String current() {
            return name + "_current";
        }

        /** The table that says which rows were deleted after which state. */
        public String deleted() {
            return name + "_deleted";
        }
    }

    /** Has a row for each day of every year of which something names a day. */
    record Calendar(String name, String key, List<StarColumn> columns) implements StarTable {

        @Override
        public String kind() {
            return "calendar key=" + key;
        }
    }
}

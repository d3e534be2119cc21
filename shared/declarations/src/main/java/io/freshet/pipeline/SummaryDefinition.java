package io.freshet.pipeline;

import java.util.List;

/**
 * A summary table: per source and group, the number of rows, and the count of values and exact sum
 * of some columns.
 *
 * @param name the summary's table in the pipeline's schema
 * @param table the table that is summed up
 * @param grouping what rows are grouped by
 * @param sums decimal columns that are counted and summed
 */
public record SummaryDefinition(String name, String table, Grouping grouping, List<String> sums) {

    /** What rows are grouped by. */
    public sealed interface Grouping {

        /** By the value of a code or text column; rows without one are not in the summary. */
        record ByColumn(String column) implements Grouping {}

        /**
         * By when rows were committed or first seen; rows that cannot say are not in the summary.
         *
         * @param minutes width of a bucket: a divisor of 60
         */
        record ByTime(int minutes) implements Grouping {}
    }
}

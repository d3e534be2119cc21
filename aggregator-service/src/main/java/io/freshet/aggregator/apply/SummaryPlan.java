package io.freshet.aggregator.apply;

import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.SummaryDefinition.Grouping;
import io.freshet.pipeline.TableDefinition;
import java.util.List;

/**
 * How a summary is computed from rows, by the places of their columns.
 *
 * @param grouping what rows are grouped by
 * @param groupColumn place of the column that rows are grouped by; -1 where by time
 * @param sumColumns places of the columns that are summed
 */
record SummaryPlan(Grouping grouping, int groupColumn, List<Integer> sumColumns) {

    private static final long MICROS_PER_MINUTE = 60_000_000;

    static SummaryPlan of(SummaryDefinition summary, TableDefinition table) {
        List<String> columns = table.columnNames();
        int group =
                summary.grouping() instanceof Grouping.ByColumn by
                        ? columns.indexOf(by.column())
                        : -1;
        return new SummaryPlan(
                summary.grouping(), group, summary.sums().stream().map(columns::indexOf).toList());
    }

    /** When the bucket begins that holds an instant, both in microseconds since 1970 UTC. */
    static long bucketStart(Grouping.ByTime grouping, long micros) {
        long width = grouping.minutes() * MICROS_PER_MINUTE;
        return Math.floorDiv(micros, width) * width;
    }
}

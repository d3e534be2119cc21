package io.freshet.aggregator.statement;

import io.freshet.pipeline.Grouping;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.StateColumn;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.SummedRows;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.RowColumns;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The part of a statement that carries changes of rows into range checksums and summaries. It reads
 * a common table expression {@code delta} (source_id, row_key, row_digest, row_time, columns…,
 * added) with a row for each state that came and for each that went, and {@code target} (source_id,
 * version). {@link NewRowDeltas} computes the same for rows that only come.
 */
final class DeltaSql {

    private static final String CAME = SummedRows.ALIAS + ".added";
    private static final List<StateColumn> CHECKSUM =
            List.of(
                    new StateColumn("n", "bigint", "count(*)"),
                    new StateColumn("d", "numeric", "sum(%s)".formatted(RowColumns.ROW_DIGEST)));

    private final PipelineDefinition pipeline;
    private final TableDefinition table;

    DeltaSql(PipelineDefinition pipeline, TableDefinition table) {
        this.pipeline = pipeline;
        this.table = table;
    }

    /** Further common table expressions, each with a comma before it. */
    String text() {
        String range = table.home().numberOf(RowColumns.ROW_KEY);
        StringBuilder sql =
                new StringBuilder(
                        MergeSql.checksums(
                                table.name(),
                                differences(
                                        "delta " + SummedRows.ALIAS,
                                        CHECKSUM,
                                        range,
                                        RowColumns.ROW_KEY)));
        for (SummaryDefinition summary : pipeline.summariesOf(table.name())) {
            Grouping grouping = summary.grouping();
            sql.append(
                    MergeSql.summary(
                            pipeline,
                            summary,
                            differences(
                                    summary.from(pipeline, "delta"),
                                    summary.stateColumns(),
                                    grouping.ofRow(),
                                    grouping.presence())));
        }
        for (SummaryDefinition summary : pipeline.summariesJoinedTo(table.name())) {
            sql.append(MergeSql.summary(pipeline, summary, moved(summary)));
        }
        return sql.toString();
    }

    /**
     * The rows of a summary that are joined to rows that change: with them as they are afterwards,
     * less with them as they were before. Whatever else is joined stands still meanwhile.
     */
    private String moved(SummaryDefinition summary) {
        List<StateColumn> columns = summary.stateColumns();
        String differences =
                IntStream.range(0, columns.size())
                        .mapToObj(
                                i ->
                                        "sum(v%1$d)::%2$s as v%1$d"
                                                .formatted(i, columns.get(i).type()))
                        .collect(Collectors.joining(", "));
        return """
        select source_id, g, %s, version from (
         select source_id, g, %s from (%s union all %s) s group by 1, 2) g
        join target using (source_id)\
        """
                .formatted(
                        places(columns.size()),
                        differences,
                        side(summary, true),
                        side(summary, false));
    }

    /** What rows add to their groups as they are joined afterwards, or take away as before. */
    private String side(SummaryDefinition summary, boolean came) {
        List<StateColumn> columns = summary.stateColumns();
        Grouping grouping = summary.grouping();
        String numbers =
                IntStream.range(0, columns.size())
                        .mapToObj(i -> (came ? "" : "-") + columns.get(i).total() + " as v" + i)
                        .collect(Collectors.joining(", "));
        return "select f.source_id, %s as g, %s from %s where %s is not null group by 1, 2"
                .formatted(
                        grouping.ofRow(),
                        numbers,
                        summary.fromChanged(pipeline, table.name(), "delta", states(came)),
                        grouping.presence());
    }

    private static String states(boolean came) {
        return "(select * from delta where added = %s)".formatted(came);
    }

    // Grouped first and joined then: the rows are many, the groups few.
    private static String differences(
            String rows, List<StateColumn> columns, String group, String presence) {
        String differences =
                IntStream.range(0, columns.size())
                        .mapToObj(i -> columns.get(i).difference(CAME) + " as v" + i)
                        .collect(Collectors.joining(", "));
        return """
        select source_id, g, %s, version from (
         select f.source_id, %s as g, %s from %s where %s is not null group by 1, 2) g
        join target using (source_id)\
        """
                .formatted(places(columns.size()), group, differences, rows, presence);
    }

    private static String places(int count) {
        return IntStream.range(0, count).mapToObj(i -> "v" + i).collect(Collectors.joining(", "));
    }
}

package io.freshet.aggregator.statement;

import io.freshet.pipeline.Grouping;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.StateColumn;
import io.freshet.pipeline.SummaryDefinition;
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

    private static final String CAME = "added";
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
                                table.name(), differences(CHECKSUM, range, RowColumns.ROW_KEY)));
        for (SummaryDefinition summary : pipeline.summariesOf(table.name())) {
            Grouping grouping = summary.grouping();
            sql.append(
                    MergeSql.summary(
                            pipeline,
                            summary,
                            differences(
                                    summary.stateColumns(),
                                    grouping.ofRow(),
                                    grouping.presence())));
        }
        return sql.toString();
    }

    // Grouped first and joined then: the rows are many, the groups few.
    private static String differences(List<StateColumn> columns, String group, String presence) {
        String differences =
                IntStream.range(0, columns.size())
                        .mapToObj(i -> columns.get(i).difference(CAME) + " as v" + i)
                        .collect(Collectors.joining(", "));
        return """
               select source_id, g, %s, version from (
                select source_id, %s as g, %s from delta where %s is not null group by 1, 2) g
               join target using (source_id)"""
                .formatted(places(columns.size()), group, differences, presence);
    }

    private static String places(int count) {
        return IntStream.range(0, count).mapToObj(i -> "v" + i).collect(Collectors.joining(", "));
    }
}

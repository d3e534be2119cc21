package io.freshet.aggregator.statement;

import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.StateColumn;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.BuildingSql;
import io.freshet.warehouse.layout.QuarantineSql;
import io.freshet.warehouse.layout.RangeSql;
import io.freshet.warehouse.layout.RowColumns;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.SummaryColumns;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that delete so many rows of a source that one statement for all would take too
 * long.
 *
 * @param rowByRow whether each row matters: rows of other tables are joined to it and change with
 *     it, or it is journalled
 * @param outside tells whether the source has rows besides those of a range; parameters: source
 *     int, low bigint, high bigint
 * @param counts how many rows the checksums say that the source and all others have; parameter:
 *     source int
 * @param others what leaves nothing in the table but the rows of other sources
 * @param end the key of the last of some rows of a range, null where there are none; parameters:
 *     source int, low bigint, high bigint, how many rows bigint
 * @param delete deletes rows and nothing else; parameters: source int, low bigint, high bigint
 * @param afterwards set summaries, checksums and quarantine to what they are without any row of the
 *     source; parameters of each: source int, version bigint
 */
public record WideSql(
        boolean rowByRow,
        String outside,
        String counts,
        Others others,
        String end,
        String delete,
        List<String> afterwards) {

    /**
     * The statements that set the rows of other sources aside, empty the table at once and put them
     * back, in this order.
     *
     * @param lock keeps everybody else from the table
     * @param create makes where they are set aside
     * @param copy sets them aside; parameter: source int
     * @param truncate deletes all rows of all sources
     * @param putBack puts them back
     * @param drop removes where they were
     */
    public record Others(
            String lock, String create, String copy, String truncate, String putBack, String drop) {

        // Not a name that a definition can give a table.
        private static final String ASIDE = "set aside";

        static Others of(String pipeline, String table, List<String> columns) {
            String aside = SqlText.qualified(pipeline, ASIDE);
            return new Others(
                    "lock table %s in access exclusive mode".formatted(table),
                    "create unlogged table %s (like %s)".formatted(aside, table),
                    """
                    insert into %1$s select * from %2$s where source_id < $1
                     union all select * from %2$s where source_id > $1\
                    """
                            .formatted(aside, table),
                    "truncate " + table,
                    "insert into %1$s (%2$s) select %2$s from %3$s"
                            .formatted(table, String.join(", ", columns), aside),
                    "drop table " + aside);
        }
    }

    static WideSql of(PipelineDefinition pipeline, TableDefinition table) {
        String name = SqlText.qualified(pipeline.name(), table.name());
        List<String> afterwards =
                pipeline.summariesOf(table.name()).stream()
                        .map(summary -> emptied(pipeline, summary))
                        .collect(Collectors.toList());
        afterwards.add(BuildingSql.RESTART);
        afterwards.add(RangeSql.emptied(table.name()));
        afterwards.add(QuarantineSql.releaseAll(table.name()));
        return new WideSql(
                pipeline.isJournalled() || !pipeline.summariesJoinedTo(table.name()).isEmpty(),
                """
                select exists (select from %1$s where source_id = $1 and row_key < $2)
                 or exists (select from %1$s where source_id = $1 and row_key > $3)\
                """
                        .formatted(name),
                RangeSql.counts(table.name()),
                Others.of(
                        pipeline.name(),
                        name,
                        Stream.concat(
                                        RowColumns.ALL.stream(),
                                        table.heldColumnNames().stream().map(SqlText::quoted))
                                .toList()),
                """
                select max(row_key) from (
                 select row_key from %s where source_id = $1 and row_key between $2 and $3
                 order by row_key limit $4) k\
                """
                        .formatted(name),
                "delete from %s where source_id = $1 and row_key between $2 and $3".formatted(name),
                List.copyOf(afterwards));
    }

    private static String emptied(PipelineDefinition pipeline, SummaryDefinition summary) {
        String zeros =
                summary.stateColumns().stream()
                        .map(StateColumn::name)
                        .map(column -> column + " = 0")
                        .collect(Collectors.joining(", "));
        return "update %s set %s, %s = $2 where source_id = $1 and (%s)"
                .formatted(
                        SqlText.qualified(pipeline.name(), summary.name()),
                        zeros,
                        SummaryColumns.VERSION,
                        summary.stateColumns().stream()
                                .map(column -> column.name() + " <> 0")
                                .collect(Collectors.joining(" or ")));
    }
}

package io.freshet.pipeline;

import io.freshet.warehouse.layout.RowColumns;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.SummaryColumns;
import io.freshet.warehouse.layout.SummarySql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A summary table: per source and group, the number of rows and some aggregates of them.
 *
 * @param name the summary's table in the pipeline's schema
 * @param table the table that is summed up
 * @param grouping what rows are grouped by
 * @param aggregates what is kept of a group beside the number of its rows
 * @param joins by which joins rows come to the tables that they are grouped by, in order
 */
public record SummaryDefinition(
        String name,
        String table,
        Grouping grouping,
        List<Aggregate> aggregates,
        List<JoinDefinition> joins) {

    private static final StateColumn ROWS =
            new StateColumn(SummaryColumns.ROWS, "bigint", "count(*)");

    /** A summary of one table alone. */
    public SummaryDefinition(
            String name, String table, Grouping grouping, List<Aggregate> aggregates) {
        this(name, table, grouping, aggregates, List.of());
    }

    /**
     * Whether it may have very many groups, as where values are counted: what changed of it is then
     * found by an index. Others are read whole, and their rows updated in place.
     */
    public boolean mayBeLarge() {
        return grouping instanceof Grouping.ByDimensions;
    }

    /** Whether what a row adds can be told without the warehouse. */
    public boolean isPlain() {
        return grouping.isPlain() && joins.isEmpty();
    }

    /**
     * What rows are summed up from, as a statement says it after {@code from}.
     *
     * @param pipeline has the tables
     * @param rows the rows: the table itself, or what has its columns
     */
    public String from(PipelineDefinition pipeline, String rows) {
        StringBuilder sql =
                new StringBuilder(pipeline.counted(table, rows))
                        .append(' ')
                        .append(SummedRows.ALIAS);
        return sql.append(joined(pipeline, joins)).toString();
    }

    /** What rows called as {@link SummedRows} says are joined to, after them. */
    static String joined(PipelineDefinition pipeline, List<JoinDefinition> joins) {
        return joins.stream()
                .map(join -> join.sql(aliasOf(join.table(), joins), pipeline.rows(join.parent())))
                .collect(Collectors.joining());
    }

    /**
     * The rows whose groups depend on changed rows of a table that they are joined to, as a
     * statement says it after {@code from}.
     *
     * @param pipeline has the tables
     * @param parent the table that changes
     * @param changes has all states of its rows that come or go
     * @param states those of them that the rows are joined to
     */
    public String fromChanged(
            PipelineDefinition pipeline, String parent, String changes, String states) {
        JoinDefinition last = joinTo(parent);
        StringBuilder sql =
                new StringBuilder(
                        "(select distinct source_id, %s as changed from %s) k"
                                .formatted(SqlText.quoted(last.key()), changes));
        String reached = "k.changed";
        List<JoinDefinition> passed = new ArrayList<>();
        for (JoinDefinition join = last; join != null; join = joinTo(join.table())) {
            String child = aliasOf(join.table());
            sql.append(
                    " join %1$s %2$s on %2$s.%3$s = k.%3$s and %2$s.%4$s = %5$s"
                            .formatted(
                                    pipeline.rows(join.table()),
                                    child,
                                    RowColumns.SOURCE_ID,
                                    SqlText.quoted(join.column()),
                                    reached));
            passed.add(join);
            JoinDefinition before = joinTo(join.table());
            reached = before == null ? "" : child + "." + SqlText.quoted(before.key());
        }
        for (JoinDefinition join : joins) {
            if (join.equals(last)) {
                sql.append(join.sql(aliasOf(join.table()), pipeline.counted(parent, states)));
            } else if (!passed.contains(join)) {
                sql.append(join.sql(aliasOf(join.table()), pipeline.rows(join.parent())));
            }
        }
        return sql.toString();
    }

    /** Whether rows are joined to a table. */
    public boolean isJoinedTo(String parent) {
        return joinTo(parent) != null;
    }

    private JoinDefinition joinTo(String parent) {
        return joins.stream().filter(join -> join.parent().equals(parent)).findFirst().orElse(null);
    }

    private String aliasOf(String joined) {
        return aliasOf(joined, joins);
    }

    private static String aliasOf(String joined, List<JoinDefinition> joins) {
        return joins.stream()
                .filter(join -> join.parent().equals(joined))
                .findFirst()
                .map(JoinDefinition::alias)
                .orElse(SummedRows.ALIAS);
    }

    /** The columns that hold numbers: of rows first, then those of the aggregates in order. */
    public List<StateColumn> stateColumns() {
        List<StateColumn> columns = new ArrayList<>();
        columns.add(ROWS);
        aggregates.forEach(aggregate -> columns.addAll(aggregate.stateColumns()));
        return columns;
    }

    /**
     * The summary's table and the held rows that it is derived from.
     *
     * @param pipeline has both
     */
    public SummarySql.Derived derived(PipelineDefinition pipeline) {
        return new SummarySql.Derived(
                SqlText.qualified(pipeline.name(), name),
                from(pipeline, SqlText.qualified(pipeline.name(), table)),
                grouping.column(),
                grouping.columnType(),
                grouping.ofRow(),
                stateColumns().stream().map(StateColumn::name).toList(),
                stateColumns().stream().map(StateColumn::total).toList());
    }

    /** The summary as a text that differs exactly where its table would hold something else. */
    public String canonical() {
        String joined = joins.isEmpty() ? "" : " joins=" + joins;
        return "table=%s by=%s %s%s"
                .formatted(table, grouping.canonical(), Aggregate.canonical(aggregates), joined);
    }
}

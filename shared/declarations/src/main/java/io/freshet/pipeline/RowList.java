package io.freshet.pipeline;

import io.freshet.warehouse.layout.FirstRowsSql;
import io.freshet.warehouse.layout.RowColumns;
import io.freshet.warehouse.layout.ShortName;
import io.freshet.warehouse.layout.SqlText;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The first rows of a table in some order; rows that tie are in the order of their keys.
 *
 * @param table the table
 * @param cells what is shown of each row
 * @param joins by which joins rows come to the tables that cells are of, in order
 * @param order what comes first; columns of the table itself
 * @param limit how many rows are shown at most
 */
public record RowList(
        String table, List<Cell> cells, List<JoinDefinition> joins, List<Rank> order, int limit) {

    private static final int LONGEST_TEXT = 500;

    // A longer text would not fit into an entry of an index.
    private static final int ORDERED_TEXT = 100;

    /**
     * What is shown of a row.
     *
     * @param name its name in the answer
     * @param sql the column in SQL
     * @param type the column's type
     */
    public record Cell(String name, String sql, ColumnType type) {

        /** What its values are in the answer. */
        public Dimension.Kind kind() {
            return new Dimension.Plain(sql, type).kind();
        }

        private String shown() {
            return switch (type.warehouseType()) {
                case "text" -> "left(%s, %d)".formatted(sql, LONGEST_TEXT);
                case "interval", "jsonb" -> "left((%s)::text, %d)".formatted(sql, LONGEST_TEXT);
                default -> new Dimension.Plain(sql, type).ofRow();
            };
        }
    }

    /**
     * What rows are ordered by; those without a value come last.
     *
     * @param column the column in the warehouse
     * @param text whether it is a text
     */
    public record Rank(String column, boolean text, boolean descending) {

        private String sql(UnaryOperator<String> named) {
            String value = named.apply(SqlText.quoted(column));
            return "%s%s nulls last"
                    .formatted(
                            text ? "left(%s, %d)".formatted(value, ORDERED_TEXT) : value,
                            descending ? " desc" : "");
        }
    }

    /** The names of the cells. */
    public List<String> fields() {
        return cells.stream().map(Cell::name).toList();
    }

    /** The statement that reads the rows. */
    public FirstRowsSql sql(PipelineDefinition pipeline) {
        return new FirstRowsSql(
                pipeline.name(),
                SqlText.qualified(pipeline.name(), table),
                pipeline.rows(table),
                SummaryDefinition.joined(pipeline, joins),
                cells.stream().map(Cell::shown).collect(Collectors.joining(", ")),
                ordered(column -> SummedRows.ALIAS + "." + column),
                limit);
    }

    /** Makes the index that the statement needs, where it is not there. */
    public String index(PipelineDefinition pipeline) {
        return sql(pipeline)
                .index(
                        SqlText.quoted(indexName(pipeline)),
                        ordered(column -> column),
                        pipeline.table(table).derivation().where().isEmpty()
                                ? ""
                                : RowColumns.ROW_COUNTS);
    }

    /**
     * The name of that index: another one wherever the statement, or what it reads, is another. So
     * where the index is, the statement can be run.
     */
    public String indexName(PipelineDefinition pipeline) {
        String tables =
                Stream.concat(Stream.of(table), joins.stream().map(JoinDefinition::parent))
                        .map(pipeline::table)
                        .map(
                                read ->
                                        read.canonical(pipeline.groupColumns(read.name()))
                                                + read.derivation())
                        .collect(Collectors.joining());
        return "rows_" + ShortName.checksum(tables + sql(pipeline).read(true));
    }

    private String ordered(UnaryOperator<String> named) {
        return Stream.concat(
                        order.stream().map(rank -> rank.sql(named)),
                        Stream.of(RowColumns.ROW_KEY, RowColumns.SOURCE_ID)
                                .map(SqlText::quoted)
                                .map(named))
                .collect(Collectors.joining(", "));
    }
}

package io.freshet.pipeline;

import io.freshet.warehouse.layout.FirstRowsSql;
import io.freshet.warehouse.layout.RowColumns;
import io.freshet.warehouse.layout.ShortName;
import io.freshet.warehouse.layout.SqlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param where which rows are shown, empty for all
 * @param parameters what requests may choose by
 */
public record RowList(
        String table,
        List<Cell> cells,
        List<JoinDefinition> joins,
        List<Rank> order,
        int limit,
        Optional<ChartWhere> where,
        List<Parameter> parameters) {

    private static final String OF_ROW = SummedRows.ALIAS + ".";
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

    /**
     * What requests may choose by.
     *
     * @param label how it is called; its place is that of its value after all cells of a row
     * @param origin the column of the rows that decides its value
     */
    public record Parameter(Breakdown.Label label, Origin origin) {}

    /**
     * A column of the rows themselves.
     *
     * @param column the column in the warehouse
     * @param type its type, of which a text can be made that is the same exactly where values are
     */
    public record Origin(String column, ColumnType type) {

        private String text(UnaryOperator<String> named) {
            String value = named.apply(SqlText.quoted(column));
            return new Dimension.Plain(value, type).ofRow() + "::text";
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
                Stream.concat(
                                cells.stream().map(Cell::shown),
                                parameters.stream()
                                        .map(parameter -> parameter.label().dimension().ofRow()))
                        .collect(Collectors.joining(", ")),
                ordered(RowList::ofRow),
                limit,
                filter(),
                parameters.isEmpty()
                        ? FirstRowsSql.Classes.NONE
                        : new FirstRowsSql.Classes(classOf(RowList::ofRow), mostClasses()));
    }

    private static String ofRow(String column) {
        return OF_ROW + column;
    }

    private FirstRowsSql.Filter filter() {
        if (where.isEmpty()) {
            return FirstRowsSql.Filter.NONE;
        }
        List<ChartCondition> passing =
                where.get().condition().conjuncts().stream()
                        .filter(condition -> !isLasting(condition))
                        .toList();
        return new FirstRowsSql.Filter(
                lasting(OF_ROW),
                conjunction(passing, OF_ROW),
                passing.stream().anyMatch(condition -> !condition.isOfRowAlone()),
                where.get().moves());
    }

    /** Whether an index can be of the rows alone that it is true of. */
    private static boolean isLasting(ChartCondition condition) {
        return condition.isOfRowAlone() && !condition.moves();
    }

    private String lasting(String rows) {
        return where.map(
                        declared ->
                                conjunction(
                                        declared.condition().conjuncts().stream()
                                                .filter(RowList::isLasting)
                                                .toList(),
                                        rows))
                .orElse("");
    }

    private static String conjunction(List<ChartCondition> conditions, String rows) {
        return conditions.stream()
                .map(condition -> condition.sql(rows))
                .collect(Collectors.joining(" and "));
    }

    /** Rows of the same class are chosen together, whatever is chosen. */
    private String classOf(UnaryOperator<String> named) {
        return parameters.stream()
                .map(Parameter::origin)
                .distinct()
                .map(origin -> origin.text(named))
                .collect(Collectors.joining(", ", "array[", "]"));
    }

    private int mostClasses() {
        return Math.min(ValueLimits.MOST_CLASSES, ValueLimits.MOST_ROWS_OF_CLASSES / limit);
    }

    /**
     * Statements that make the indexes which the statement needs, where they are not there, by the
     * names of the indexes; {@link #indexName} comes last.
     */
    public Map<String, String> indexes(PipelineDefinition pipeline) {
        Map<String, String> indexes = new LinkedHashMap<>();
        String name = indexName(pipeline);
        if (!parameters.isEmpty()) {
            String keys = "%s, (%s), ".formatted(RowColumns.SOURCE_ID, classOf(column -> column));
            index(indexes, pipeline, indexName(name + " classes"), keys);
        }
        index(indexes, pipeline, name, "");
        return indexes;
    }

    private void index(
            Map<String, String> indexes, PipelineDefinition pipeline, String name, String first) {
        String counted = pipeline.table(table).derivation().condition("");
        indexes.put(
                name,
                sql(pipeline)
                        .index(
                                SqlText.quoted(name),
                                first + ordered(column -> column),
                                Stream.of(counted, lasting(""))
                                        .filter(condition -> !condition.isEmpty())
                                        .collect(Collectors.joining(" and "))));
    }

    /**
     * The name of the index that is made last: another one wherever the statement, or what it
     * reads, is another. So where the index is, the statement can be run.
     */
    public String indexName(PipelineDefinition pipeline) {
        String tables =
                Stream.concat(Stream.of(table), joins.stream().map(JoinDefinition::parent))
                        .map(pipeline::table)
                        .map(
                                read ->
                                        "%sDerivation[columns=%s, where=%s]"
                                                .formatted(
                                                        read.canonical(
                                                                pipeline.groupColumns(read.name())),
                                                        read.derivation().columns(),
                                                        read.derivation().where()))
                        .collect(Collectors.joining());
        return indexName(tables + sql(pipeline).read(true));
    }

    private static String indexName(String distinct) {
        return "rows_" + ShortName.checksum(distinct);
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

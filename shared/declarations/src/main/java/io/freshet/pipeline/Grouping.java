package io.freshet.pipeline;

import io.freshet.warehouse.layout.RowColumns;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.SummaryColumns;
import io.freshet.warehouse.layout.TimeSql;
import io.freshet.yaml.SectionReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a summary's rows are grouped by, beside their source. A group travels to and from the
 * warehouse as a text, or as a whole number where it is a time.
 */
public sealed interface Grouping permits Grouping.ByColumn, Grouping.ByTime, Grouping.ByDimensions {

    /** Reads what a summary is grouped by from its section. */
    static Grouping read(SectionReader section, TableDefinition table) {
        boolean byColumn = section.has(ByColumn.KEY);
        if (byColumn == section.has(ByTime.KEY)) {
            throw section.invalid(ByColumn.KEY, "give either group-by or time-bucket");
        }
        return byColumn ? ByColumn.read(section, table) : ByTime.read(section);
    }

    /** The group's column in the summary table, in quotes. */
    String column();

    /** The type of {@link #column}. */
    String columnType();

    /** The group of a row of the table, in SQL; null where the row is in none. */
    String ofRow();

    /** A column of the table, in quotes, that is null exactly where a row is in no group. */
    String presence();

    /** The type of the array that groups travel in to the warehouse. */
    String parameterType();

    /**
     * A group as {@link #column} has it.
     *
     * @param parameter an expression of type {@link #parameterType}
     */
    String ofParameter(String parameter);

    /**
     * A group as it travels from the warehouse: text, or bigint for a time in seconds since 1970.
     *
     * @param expression an expression of type {@link #columnType}
     */
    String selected(String expression);

    /** The column of the table that rows are grouped by, if it is one that is declared. */
    Optional<String> declaredColumn();

    /**
     * The group of a row as {@link #parameterType} has it, a text or a Long; null for none.
     *
     * @param value the row's value of the {@link #declaredColumn}; null where missing or none
     * @param micros the row's time in microseconds since 1970 UTC; null where unknown
     */
    Object ofRow(String value, Long micros);

    /** Whether {@link #ofRow(String, Long)} tells the group of a row. */
    default boolean isPlain() {
        return !(this instanceof ByDimensions);
    }

    /** The grouping as a text that differs exactly where groups would differ. */
    String canonical();

    /**
     * By the value of a code or text column; rows without one are not in the summary.
     *
     * @param name the column
     */
    record ByColumn(String name) implements Grouping {

        static final String KEY = "group-by";

        static ByColumn read(SectionReader section, TableDefinition table) {
            String name = section.text(KEY);
            ColumnType type = PipelineReader.columnOf(section, KEY, table, name);
            if (table.derived(name).isPresent()) {
                throw section.invalid(
                        KEY, name + " is derived; write a chart of values with by instead");
            }
            if (!type.warehouseType().equals("text")) {
                throw section.invalid(
                        KEY, name + " is " + type.warehouseType() + "; group by a code or a text");
            }
            return new ByColumn(name);
        }

        @Override
        public String column() {
            return SqlText.quoted(name);
        }

        @Override
        public String columnType() {
            return "text";
        }

        @Override
        public String ofRow() {
            return SummedRows.column(name);
        }

        @Override
        public String presence() {
            return ofRow();
        }

        @Override
        public String parameterType() {
            return "text";
        }

        @Override
        public String ofParameter(String parameter) {
            return parameter;
        }

        @Override
        public String selected(String expression) {
            return expression;
        }

        @Override
        public Optional<String> declaredColumn() {
            return Optional.of(name);
        }

        @Override
        public Object ofRow(String value, Long micros) {
            return value;
        }

        @Override
        public String canonical() {
            return name;
        }
    }

    /**
     * By when rows were committed or first seen; rows that cannot say are not in the summary.
     *
     * @param minutes width of a bucket: a divisor of 60
     */
    record ByTime(int minutes) implements Grouping {

        static final String KEY = "time-bucket";

        private static final long MICROS_PER_MINUTE = 60_000_000;

        static ByTime read(SectionReader section) {
            Duration bucket = section.duration(KEY);
            if (Duration.ofHours(1).toSeconds() % bucket.toSeconds() != 0
                    || bucket.toSecondsPart() != 0) {
                throw section.invalid(KEY, "must divide an hour, as 15m does");
            }
            return new ByTime((int) bucket.toMinutes());
        }

        @Override
        public String column() {
            return SummaryColumns.BUCKET;
        }

        @Override
        public String columnType() {
            return "timestamptz";
        }

        @Override
        public String ofRow() {
            return TimeSql.bucketOf(presence(), minutes);
        }

        @Override
        public String presence() {
            return SummedRows.column(RowColumns.ROW_TIME);
        }

        @Override
        public String parameterType() {
            return "bigint";
        }

        @Override
        public String ofParameter(String parameter) {
            return TimeSql.fromMicros(parameter);
        }

        @Override
        public String selected(String expression) {
            return TimeSql.toSeconds(expression);
        }

        @Override
        public Optional<String> declaredColumn() {
            return Optional.empty();
        }

        @Override
        public Object ofRow(String value, Long micros) {
            if (micros == null) {
                return null;
            }
            long width = minutes * MICROS_PER_MINUTE;
            return Math.floorDiv(micros, width) * width;
        }

        @Override
        public String canonical() {
            return "every %d minutes".formatted(minutes);
        }
    }

    /**
     * By several things, or none; every row is in a group. A group is the text of a JSON array.
     *
     * @param dimensions what rows are grouped by
     */
    record ByDimensions(List<Dimension> dimensions) implements Grouping {

        @Override
        public String column() {
            return SummaryColumns.GROUP;
        }

        @Override
        public String columnType() {
            return "text";
        }

        @Override
        public String ofRow() {
            return dimensions.stream()
                    .map(Dimension::ofRow)
                    .collect(Collectors.joining(", ", "jsonb_build_array(", ")::text"));
        }

        @Override
        public String presence() {
            return SummedRows.column(RowColumns.SOURCE_ID);
        }

        @Override
        public String parameterType() {
            return "text";
        }

        @Override
        public String ofParameter(String parameter) {
            return parameter;
        }

        @Override
        public String selected(String expression) {
            return expression;
        }

        @Override
        public Optional<String> declaredColumn() {
            return Optional.empty();
        }

        @Override
        public Object ofRow(String value, Long micros) {
            throw new IllegalStateException("only the warehouse knows such groups");
        }

        @Override
        public String canonical() {
            return dimensions.stream()
                    .map(Dimension::canonical)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
    }
}

package io.freshet.pipeline;

import io.freshet.warehouse.layout.RowColumns;
import io.freshet.warehouse.layout.ShortName;
import io.freshet.warehouse.layout.SqlText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A column that the warehouse works out of others of the same row. A function of the warehouse does
 * it: it answers {@code value}, or where that cannot be had of a row {@code failure}, the reason;
 * so no row is refused for it.
 *
 * @param table the table that has the column
 * @param name the column
 * @param type what its values are
 * @param function the function, qualified and in quotes
 * @param expression what it works out, in SQL; the inputs are called $1, $2 and so on
 * @param inputs what it is worked out of
 * @param uses the derived columns that the expression names, and those that these name
 */
public record DerivedColumn(
        String table,
        String name,
        ValueType type,
        String function,
        String expression,
        List<Input> inputs,
        List<DerivedColumn> uses) {

    private static final String DERIVE = "derive ";

    /**
     * A column that another is worked out of.
     *
     * @param column the column in the warehouse
     */
    public record Input(String column, ValueType type) {}

    /** The column as declarations of a chart know it. */
    ColumnType columnType() {
        return type.column();
    }

    /** What people know it by, in the quarantine for instance. */
    public String declaredAs() {
        return declaredAs(name);
    }

    /** What people know a column by of which the warehouse knows the name. */
    public static String declaredAs(String column) {
        return column.equals(RowColumns.ROW_COUNTS) ? DerivationReader.WHERE : column;
    }

    /** The name in the catalogue; no table is called so. */
    public String object() {
        return table + "." + name;
    }

    /** Calls the function for a row that the statement knows under a name. */
    private String call(String row) {
        return inputs.stream()
                .map(input -> row + SqlText.quoted(input.column()))
                .collect(Collectors.joining(", ", function + "(", ")"));
    }

    /** As a table declares it. */
    public String declaration() {
        return "%s %s generated always as ((%s).value) stored"
                .formatted(SqlText.quoted(name), type.sql(), call(""));
    }

    /** As a table declares it whose rows are many: a trigger works it out, of held rows later. */
    public String laterDeclaration() {
        return SqlText.quoted(name) + " " + type.sql();
    }

    /**
     * Has the column worked out of every row that is written from now on.
     *
     * @param rows the table, qualified
     */
    public List<String> triggers(String rows) {
        String body =
                "begin new.%s := (%s).value; return new; end"
                        .formatted(SqlText.quoted(name), call("new."));
        return List.of(
                "create function %s() returns trigger language plpgsql as %s"
                        .formatted(triggerFunction(), SqlText.literal(body)),
                "create trigger %s before insert or update on %s for each row execute function %s()"
                        .formatted(
                                SqlText.quoted(ShortName.of(DERIVE + name)),
                                rows,
                                triggerFunction()));
    }

    private String triggerFunction() {
        return triggerFunction(function.substring(0, function.indexOf('.')), object());
    }

    private static String triggerFunction(String schema, String object) {
        return schema + "." + SqlText.quoted(ShortName.of(DERIVE + object));
    }

    /** Ends what {@link #triggers} began, where it did. */
    public static String dropTriggers(String pipeline, String object) {
        return "drop function if exists %s cascade"
                .formatted(triggerFunction(SqlText.quoted(pipeline), object));
    }

    /**
     * Why a row has no value, null where that is no failure.
     *
     * @param row how the statement names the row
     */
    public String failure(String row) {
        return "case when %1$s.%2$s is null then (%3$s).failure end"
                .formatted(row, SqlText.quoted(name), call(row + "."));
    }

    /**
     * The inputs of a row as people read them, null for none.
     *
     * @param row how the statement names the row
     */
    public String inputsOf(String row) {
        return inputs.isEmpty()
                ? "''"
                : inputs.stream()
                        .map(
                                input ->
                                        "'%s = ' || coalesce(%s.%s::text, 'null')"
                                                .formatted(
                                                        input.column(),
                                                        row,
                                                        SqlText.quoted(input.column())))
                        .collect(Collectors.joining(" || ', ' || "));
    }

    /** Drops the function. */
    public String dropFunction() {
        return "drop function if exists " + function;
    }

    /** Makes the function. */
    public String createFunction() {
        String parameters =
                inputs.stream()
                        .map(input -> input.type().sql() + ", ")
                        .collect(Collectors.joining());
        String body =
                """
                begin
                 value := %s;%s
                exception when data_exception or program_limit_exceeded then
                 value := null;
                 failure := sqlerrm;
                end\
                """
                        .formatted(expression, bound());
        return """
        create function %s(%sout value %s, out failure text)
         immutable parallel safe language plpgsql as %s\
        """
                .formatted(function, parameters, type.sql(), SqlText.literal(body));
    }

    /** Calls the function once, so that the warehouse looks whether it can. */
    public String tryFunction() {
        return inputs.stream()
                .map(input -> "null::" + input.type().sql())
                .collect(Collectors.joining(", ", "select (" + function + "(", ")).value"));
    }

    // Nothing can be added to what is not finite, and longer texts are not kept of sources either.
    private String bound() {
        return switch (type) {
            case NUMBER ->
                    """

                     if value in ('NaN', 'Infinity', '-Infinity') then
                      failure := 'it is ' || value;
                      value := null;
                     end if;\
                    """;
            case TEXT, JSON ->
                    """

                     if length(value::text) >= %d then
                      failure := 'it has ' || length(value::text) || ' characters';
                      value := null;
                     end if;\
                    """
                            .formatted(ValueLimits.CUT_LENGTH);
            default -> "";
        };
    }

    /** As a text that differs exactly where values would. */
    public String canonical() {
        return Stream.concat(Stream.of(this), uses.stream())
                .map(column -> column.inputs + " " + column.createFunction())
                .collect(Collectors.joining("\n"));
    }
}

package io.freshet.pipeline;

import io.freshet.warehouse.layout.RowColumns;
import io.freshet.warehouse.layout.ShortName;
import io.freshet.warehouse.layout.SqlText;

/**
 * Says that a column of one table holds the key of another: many rows to one.
 *
 * @param table the table that has the column
 * @param column the column, as the warehouse has it
 * @param parent the table whose key it holds
 * @param key the column of the parent's key, as the warehouse has it
 * @param called what charts call the rows of the parent that are reached this way: the parent's
 *     name, where nothing else is declared
 */
public record JoinDefinition(
        String table, String column, String parent, String key, String called) {

    /** How it is named in declarations. */
    public String name() {
        return table + "." + column;
    }

    /** How statements name the rows of the parent, in quotes. */
    public String alias() {
        return SqlText.quoted(ShortName.of(name()));
    }

    /**
     * Joins the parent's rows.
     *
     * @param child how the statement names the rows that have the column
     * @param rows the parent's rows: a table, or what has its columns
     */
    String sql(String child, String rows) {
        return " left join %1$s %2$s on %2$s.%3$s = %4$s.%3$s and %2$s.%5$s = %6$s.%7$s"
                .formatted(
                        rows,
                        alias(),
                        RowColumns.SOURCE_ID,
                        SummedRows.ALIAS,
                        SqlText.quoted(key),
                        child,
                        SqlText.quoted(column));
    }
}

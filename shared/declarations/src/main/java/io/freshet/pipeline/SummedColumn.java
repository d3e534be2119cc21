package io.freshet.pipeline;

/**
 * A column that is summed up: one of the rows, or of rows that they are joined to. A value of a row
 * that others are joined to counts once for each of them.
 *
 * @param name its name: {@code net} of the rows themselves, {@code customers.credit} of others
 * @param sql how statements name it
 */
public record SummedColumn(String name, String sql) {

    /** A column of the rows that are summed up. */
    public static SummedColumn of(String column) {
        return new SummedColumn(column, SummedRows.column(column));
    }
}

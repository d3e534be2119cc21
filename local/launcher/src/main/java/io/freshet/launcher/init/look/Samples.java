package io.freshet.launcher.init.look;

import io.freshet.launcher.init.described.DescribedColumn;
import io.freshet.launcher.init.described.DescribedTable;
import io.freshet.launcher.init.described.DescribedTable.DescribedIndex;
import io.freshet.warehouse.layout.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at some values of tables: of their newest rows, as far as a key tells, and of others. */
final class Samples {

    private final ReadOnlySession session;

    Samples(ReadOnlySession session) {
        this.session = session;
    }

    /**
     * The table with statistics and values.
     *
     * @throws SQLException where the database refuses, or takes too long
     */
    DescribedTable of(DescribedTable table) throws SQLException {
        Map<String, Double> different = new HashMap<>();
        session.ask(
                LookSql.STATISTICS,
                row -> different.put(row.getString(1), row.getDouble(2)),
                table.name().schema(),
                table.name().table());
        List<DescribedColumn> seen =
                table.columns().stream().filter(Samples::canBeSeen).toList();
        if (seen.isEmpty()) {
            return table;
        }
        List<String[]> rows =
                session.ask(statement(table, seen), row -> values(row, seen.size()));
        List<DescribedColumn> columns = new ArrayList<>();
        for (DescribedColumn column : table.columns()) {
            DescribedColumn counted =
                    different.containsKey(column.name())
                            ? column.counted(different.get(column.name()))
                            : column;
            columns.add(counted.with(valuesOf(seen.indexOf(column), rows)));
        }
        return table.sampled(columns, rows.size(), count(table, rows.size()));
    }

    private static boolean canBeSeen(DescribedColumn column) {
        return column.rights().readable() && !column.type().equals("bytea");
    }

    /** What was read whole is counted; of the rest something is known, or it has many rows. */
    private static long count(DescribedTable table, int read) {
        boolean whole = read < LookLimits.ROWS;
        return whole ? read : Math.max(table.rows(), read);
    }

    private static List<String> valuesOf(int place, List<String[]> rows) {
        List<String> values = new ArrayList<>();
        for (String[] row : rows) {
            if (place >= 0 && row[place] != null) {
                values.add(row[place]);
            }
        }
        return values;
    }

    private static String[] values(ResultSet row, int count) throws SQLException {
        String[] values = new String[count];
        for (int place = 0; place < count; place++) {
            values[place] = row.getString(place + 1);
        }
        return values;
    }

    private static String statement(DescribedTable table, List<DescribedColumn> seen) {
        StringBuilder columns = new StringBuilder();
        for (DescribedColumn column : seen) {
            columns.append(columns.isEmpty() ? "" : ", ")
                    .append("pg_catalog.left(t.")
                    .append(SqlText.quoted(column.name()))
                    .append("::pg_catalog.text, ")
                    .append(LookLimits.CHARACTERS)
                    .append(")");
        }
        String from = " from " + table.name().sql() + " t";
        String first = "(select %s%s limit %d)".formatted(columns, from, LookLimits.ROWS);
        return newest(table)
                .map(
                        key ->
                                "(select %s%s order by t.%s desc limit %d) union all %s"
                                        .formatted(
                                                columns,
                                                from,
                                                SqlText.quoted(key),
                                                LookLimits.ROWS,
                                                first))
                .orElse(first);
    }

    /** The whole number that tells by an index which rows are the newest. */
    private static Optional<String> newest(DescribedTable table) {
        return table.indexes().stream()
                .filter(index -> index.unique() && index.columns().size() >= 1)
                .map(DescribedIndex::columns)
                .map(columns -> columns.get(0))
                .filter(
                        name ->
                                table.find(name)
                                        .filter(DescribedColumn::isWhole)
                                        .filter(column -> column.rights().readable())
                                        .isPresent())
                .findFirst();
    }
}

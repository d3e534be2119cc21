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
import java.util.stream.Collectors;

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
                LookLimits.STATEMENT,
                LookSql.STATISTICS,
                row -> different.put(row.getString(1), row.getDouble(2)),
                table.name().schema(),
                table.name().table());
        List<DescribedColumn> seen = table.columns().stream().filter(Samples::canBeSeen).toList();
        if (seen.isEmpty()) {
            return table;
        }
        Optional<String> newest = newest(table);
        List<String[]> rows = new ArrayList<>(rows(table, seen, newest));
        boolean whole = rows.size() < LookLimits.ROWS;
        if (newest.isPresent() && !whole) {
            rows.addAll(rows(table, seen, Optional.empty()));
        }
        List<DescribedColumn> columns = new ArrayList<>();
        for (DescribedColumn column : table.columns()) {
            DescribedColumn counted =
                    different.containsKey(column.name())
                            ? column.counted(different.get(column.name()))
                            : column;
            columns.add(counted.with(valuesOf(seen.indexOf(column), rows)));
        }
        return table.sampled(
                columns, rows.size(), whole ? rows.size() : Math.max(table.rows(), rows.size()));
    }

    private static boolean canBeSeen(DescribedColumn column) {
        return column.rights().readable() && !column.type().equals("bytea");
    }

    private List<String[]> rows(
            DescribedTable table, List<DescribedColumn> seen, Optional<String> newest)
            throws SQLException {
        String columns =
                seen.stream()
                        .map(
                                column ->
                                        "pg_catalog.left(t.%s::pg_catalog.text, %d)"
                                                .formatted(
                                                        SqlText.quoted(column.name()),
                                                        LookLimits.CHARACTERS))
                        .collect(Collectors.joining(", "));
        String order =
                newest.map(key -> " order by t.%s desc".formatted(SqlText.quoted(key))).orElse("");
        return session.ask(
                LookLimits.STATEMENT,
                "select %s from %s t%s limit %d"
                        .formatted(columns, table.name().sql(), order, LookLimits.ROWS),
                row -> values(row, seen.size()));
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

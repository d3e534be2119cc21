package io.freshet.simulator.database;

import java.util.List;
import java.util.stream.Collectors;

/** The one table that a source has, and its names in SQL. */
final class ResponsesTable {
    static final String NAME = "public.responses";

    private ResponsesTable() {}

    static String create(List<String> columns) {
        return columns.stream()
                .map(column -> quoted(column) + " text")
                .collect(
                        Collectors.joining(
                                ", ",
                                "CREATE TABLE IF NOT EXISTS " + NAME + " (id serial PRIMARY KEY, ",
                                ")"));
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}

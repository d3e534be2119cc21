package io.freshet.simulator.database;

import java.util.List;
import java.util.stream.Collectors;

/** The one table that a source has, and its names in SQL. */
final class ResponsesTable {
    static final String NAME = "public.responses";

    private ResponsesTable() {}

    /** The column of the time at which a row came to be, where the table has one. */
    static final String TIME = "created_at";

    static String create(List<String> columns, boolean dated) {
        String time = dated ? TIME + " timestamptz NOT NULL DEFAULT now(), " : "";
        return columns.stream()
                .map(column -> quoted(column) + " text")
                .collect(
                        Collectors.joining(
                                ", ",
                                "CREATE TABLE IF NOT EXISTS %s (id serial PRIMARY KEY, %s"
                                        .formatted(NAME, time),
                                ")"));
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}

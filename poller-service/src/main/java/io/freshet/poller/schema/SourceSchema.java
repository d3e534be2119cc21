package io.freshet.poller.schema;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * The schema of a source's table.
 *
 * @param columns in the source's order; none where there is no such table
 */
public record SourceSchema(List<SourceColumn> columns) {

    private static final String NAME = "name";
    private static final String TYPE = "type";
    private static final String NOT_NULL = "notNull";

    public SourceSchema {
        columns = List.copyOf(columns);
    }

    /** Whether there is no such table. */
    boolean isGone() {
        return columns.isEmpty();
    }

    Optional<SourceColumn> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** As the warehouse keeps it. */
    JsonArray toJson() {
        JsonArray json = new JsonArray();
        columns.forEach(
                column ->
                        json.add(
                                new JsonObject()
                                        .put(NAME, column.name())
                                        .put(TYPE, column.type())
                                        .put(NOT_NULL, column.notNull())));
        return json;
    }

    static SourceSchema of(JsonArray json) {
        return new SourceSchema(
                json.stream()
                        .map(JsonObject.class::cast)
                        .map(
                                column ->
                                        new SourceColumn(
                                                column.getString(NAME),
                                                column.getString(TYPE),
                                                column.getBoolean(NOT_NULL)))
                        .toList());
    }
}

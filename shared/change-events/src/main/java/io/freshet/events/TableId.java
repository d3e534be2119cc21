package io.freshet.events;

import java.util.Objects;

/**
 * A table as its pipeline definition names it.
 *
 * @param pipeline name of the pipeline definition
 * @param table name of the source table within it
 */
public record TableId(String pipeline, String table) {

    public TableId {
        Objects.requireNonNull(pipeline, "pipeline");
        Objects.requireNonNull(table, "table");
    }
}

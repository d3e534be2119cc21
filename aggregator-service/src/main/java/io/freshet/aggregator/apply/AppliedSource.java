package io.freshet.aggregator.apply;

import io.vertx.core.json.JsonObject;

/**
 * What a transaction did to one source.
 *
 * @param id the source in the warehouse
 * @param name its name
 * @param version the version written
 * @param fence epoch of the newest event applied
 * @param sequence number of the newest event applied within its epoch
 * @param rows how many rows were inserted, replaced or deleted
 * @param since when the oldest of them was committed or first seen, in microseconds since 1970; 0
 *     where the events carried no rows
 */
public record AppliedSource(
        int id, String name, long version, long fence, long sequence, long rows, long since) {

    JsonObject toJson() {
        return new JsonObject()
                .put("source", id)
                .put("version", version)
                .put("fence", fence)
                .put("sequence", sequence)
                .put("rows", rows)
                .put("since", since);
    }
}

package io.freshet.aggregator.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The schemas that a source's tables were seen to have.
 *
 * @param source the source's name
 * @param versions by table, the latest first
 */
public record SchemasPage(String source, List<Version> versions) {

    /**
     * A schema of a table.
     *
     * @param table the table's name in the definition
     * @param version its number, from 1
     * @param seenAt when it was first seen
     * @param severity what it is to those who read the table: {@code first}, {@code harmless},
     *     {@code attention} or {@code breaking}
     * @param change what is other than in the version before
     * @param columns all columns of the source's table: name, type and whether they cannot be null
     */
    public record Version(
            String table,
            int version,
            Instant seenAt,
            String severity,
            String change,
            List<Map<String, Object>> columns) {}
}

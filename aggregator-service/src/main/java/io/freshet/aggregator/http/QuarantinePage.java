package io.freshet.aggregator.http;

import io.freshet.warehouse.QuarantinedValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Some of a source's quarantined values.
 *
 * @param source the source's name
 * @param total how many of its values are quarantined
 * @param page number of this page, from 0
 * @param values those of this page, by table, key and column
 */
public record QuarantinePage(String source, long total, int page, List<Entry> values) {

    /**
     * A quarantined value.
     *
     * @param table the source table
     * @param key the row's key; a hash of it where it is no whole number
     * @param row what people call the row: its key as far as it is held
     * @param column the column, {@code *} where the warehouse refused the whole row
     * @param value the value as it was read, cut to its first 200 characters
     * @param reason what is wrong with it
     * @param aside what is set aside because of it: {@code row}, which then counts nowhere, or
     *     {@code value}, which counts as missing
     * @param at when it was found
     */
    public record Entry(
            String table,
            long key,
            String row,
            String column,
            String value,
            String reason,
            String aside,
            Instant at) {

        static Entry of(QuarantinedValue value, Map<Long, String> names) {
            return new Entry(
                    value.tableName,
                    value.rowKey,
                    names.getOrDefault(value.rowKey, String.valueOf(value.rowKey)),
                    value.columnName,
                    value.value,
                    value.reason,
                    value.rowAside ? "row" : "value",
                    value.quarantinedAt);
        }
    }
}

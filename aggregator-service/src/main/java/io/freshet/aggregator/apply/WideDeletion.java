package io.freshet.aggregator.apply;

import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.aggregator.statement.TableSql;
import io.freshet.aggregator.statement.WideSql;
import io.freshet.aggregator.warehouse.WarehouseConnection;
import io.freshet.events.KeyRange;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/**
 * Deletes the rows of a wide range of keys, as after a source's table was truncated, in statements
 * that each delete a bounded number of rows. Where no row of the source is left its summaries and
 * checksums are set to nothing instead of being worked out row by row; where few rows of other
 * sources are left beside them the table itself is truncated, and theirs are put back.
 */
final class WideDeletion {

    private final WarehouseConnection connection;
    private final TableSql sql;
    private final int source;
    private final long version;
    private final Long[] kept;

    /**
     * @param version the version that the source gets
     * @param kept keys that are not deleted, perhaps none
     */
    WideDeletion(
            WarehouseConnection connection, TableSql sql, int source, long version, Long[] kept) {
        this.kept = kept;
        this.connection = connection;
        this.sql = sql;
        this.source = source;
        this.version = version;
    }

    /** Deletes within the transaction that runs; answers how many rows. */
    long run(KeyRange range) {
        WideSql wide = sql.wide();
        if (wide.rowByRow()
                || kept.length > 0
                || isTrue(wide.outside(), Tuple.of(source, range.low(), range.high()))) {
            return inPieces(range, false);
        }
        Row counts = connection.queryLong(wide.counts(), Tuple.of(source)).iterator().next();
        long gone = counts.getLong(0);
        long deleted = areFew(counts.getLong(1), gone) ? truncate(gone) : inPieces(range, true);
        for (String statement : wide.afterwards()) {
            connection.queryLong(statement, Tuple.of(source, version));
        }
        return deleted;
    }

    private static boolean areFew(long others, long gone) {
        return others <= AggregatorLimits.ROWS_SET_ASIDE
                && others <= gone / AggregatorLimits.GONE_TO_SET_ASIDE;
    }

    private long truncate(long gone) {
        WideSql.Others others = sql.wide().others();
        connection.run(others.lock());
        connection.run(others.create());
        connection.queryLong(others.copy(), Tuple.of(source));
        connection.run(others.truncate());
        connection.queryLong(others.putBack(), Tuple.tuple());
        connection.run(others.drop());
        return gone;
    }

    private long inPieces(KeyRange range, boolean rowsOnly) {
        long deleted = 0;
        long low = range.low();
        for (Long end = end(low, range.high()); end != null; end = end(low, range.high())) {
            deleted += rowsOnly ? deleteRows(low, end) : deleteAll(low, end);
            if (end == Long.MAX_VALUE) {
                break;
            }
            low = end + 1;
        }
        return deleted;
    }

    private long deleteRows(long low, long high) {
        return connection.query(sql.wide().delete(), Tuple.of(source, low, high)).rowCount();
    }

    private long deleteAll(long low, long high) {
        Tuple parameters = Tuple.of(source, version, low, high).addArrayOfLong(kept);
        long deleted = 0;
        for (Row row : connection.query(sql.deleteOthers(), parameters)) {
            deleted += row.getLong(0);
        }
        return deleted;
    }

    private Long end(long low, long high) {
        Tuple parameters =
                Tuple.of(source, low, high, (long) AggregatorLimits.ROWS_DELETED_AT_ONCE);
        return connection.query(sql.wide().end(), parameters).iterator().next().getLong(0);
    }

    private boolean isTrue(String statement, Tuple parameters) {
        return connection.query(statement, parameters).iterator().next().getBoolean(0);
    }
}

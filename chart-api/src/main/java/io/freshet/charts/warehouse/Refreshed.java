package io.freshet.charts.warehouse;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a refresh has read, all of it from one snapshot of the warehouse.
 *
 * @param registry the registry, where all was asked for
 * @param applied how far each source is
 * @param rows of each table what was read
 */
public record Refreshed(
        Optional<Registry> registry,
        List<AppliedPosition> applied,
        Map<WarehouseTable, RowSet<Row>> rows) {

    /** Takes all rows over into the summaries that are held in memory. */
    public void takeRows() {
        rows.forEach(WarehouseTable::take);
    }
}

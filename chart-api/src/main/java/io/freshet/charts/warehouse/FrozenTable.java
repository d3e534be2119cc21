package io.freshet.charts.warehouse;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;

/** A table in the warehouse that no longer changes: it is read once. */
public final class FrozenTable implements WarehouseTable {

    private final WarehouseTable table;

    public FrozenTable(WarehouseTable table) {
        this.table = table;
    }

    @Override
    public String qualifiedName() {
        return table.qualifiedName();
    }

    @Override
    public boolean isLoaded() {
        return table.isLoaded();
    }

    @Override
    public boolean isDue(boolean everything) {
        return everything && !isLoaded();
    }

    @Override
    public Future<RowSet<Row>> read(SqlConnection connection, Scope scope) {
        return table.read(connection, scope);
    }

    @Override
    public void take(RowSet<Row> rows) {
        table.take(rows);
    }

    @Override
    public void forget(int source) {
        table.forget(source);
    }
}

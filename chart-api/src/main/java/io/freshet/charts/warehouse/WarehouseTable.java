package io.freshet.charts.warehouse;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;

/**
 * Something in the warehouse together with what is held of it in memory. Not thread-safe: belongs
 * to the thread that refreshes.
 */
public interface WarehouseTable {

    /** What must be there so that it can be read: its name with its schema, quoted. */
    String qualifiedName();

    /** Whether it was read at least once: then changes are all that is to be read of it. */
    boolean isLoaded();

    /**
     * Whether it is to be read now.
     *
     * @param everything whether all is looked at; else only what is new
     */
    default boolean isDue(boolean everything) {
        return everything || isLoaded();
    }

    /** Reads what is not held of it. */
    Future<RowSet<Row>> read(SqlConnection connection, Scope scope);

    /** Takes over what {@link #read} answered. */
    void take(RowSet<Row> rows);

    /**
     * Takes note whether it is still being filled: then what is read of it is not the whole, and
     * nothing is held of it.
     *
     * @param lacking how many sources it lacks
     */
    default void building(long lacking) {
        // what is made at once is whole
    }

    /** Forgets all of a source. */
    void forget(int source);
}

package io.freshet.charts.warehouse;

import io.freshet.warehouse.layout.BuildingSql;
import io.freshet.warehouse.layout.RegistrySql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the tables are while they are read. Part of every refresh: a definition that changes may
 * make them anew at any time, and nothing is to be added to what another one meant.
 */
final class TablesRead {

    private final Future<RowSet<Row>> identities;
    private final Future<RowSet<Row>> toGo;

    /**
     * @param tables the tables that are read afterwards: one that is made anew in between is then
     *     found to be another one by the next read
     */
    TablesRead(SqlConnection connection, List<WarehouseTable> tables) {
        identities =
                connection
                        .preparedQuery(RegistrySql.TABLE_IDENTITIES)
                        .execute(
                                Tuple.tuple()
                                        .addArrayOfString(
                                                tables.stream()
                                                        .map(WarehouseTable::qualifiedName)
                                                        .distinct()
                                                        .toArray(String[]::new)));
        toGo = connection.preparedQuery(BuildingSql.TO_GO).execute();
    }

    List<Future<?>> answers() {
        return List.of(identities, toGo);
    }

    /** By qualified name, once all answers are there. */
    Map<String, Long> identities() {
        Map<String, Long> read = new HashMap<>();
        for (Row row : identities.result()) {
            read.put(row.getString(0), row.getLong(1));
        }
        return Map.copyOf(read);
    }

    /** Of how many things each source is to be put together, once all answers are there. */
    Map<Integer, Long> toGo() {
        Map<Integer, Long> lacked = new HashMap<>();
        for (Row row : toGo.result()) {
            lacked.put(row.getInteger(0), row.getLong(1));
        }
        return Map.copyOf(lacked);
    }
}

package io.freshet.charts.warehouse;

import io.freshet.charts.source.Reading;
import io.freshet.charts.source.SourceRegistration;
import io.freshet.charts.warehouse.Registry.StatusRow;
import io.freshet.events.SourceState;
import io.freshet.events.TableStatusCodec;
import io.freshet.warehouse.layout.BuildingSql;
import io.freshet.warehouse.layout.FormerSql;
import io.freshet.warehouse.layout.RegistrySql;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.StatusSql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The registry while it is being read. */
final class RegistryRead {

    private final Future<RowSet<Row>> installation;
    private final Future<RowSet<Row>> sources;
    private final Future<RowSet<Row>> statuses;
    private final Future<RowSet<Row>> building;
    private final Future<RowSet<Row>> toGo;
    private final Future<Map<Integer, Integer>> audited;
    private final Future<RowSet<Row>> former;
    private final Future<RowSet<Row>> identities;

    /**
     * @param audited which sources are audited now, which is no reading of tables
     * @param tables the tables that are read afterwards: one that is made anew in between is then
     *     found to be another one by the next read
     */
    RegistryRead(
            SqlConnection connection,
            Future<Map<Integer, Integer>> audited,
            List<WarehouseTable> tables) {
        this.audited = audited;
        installation = connection.preparedQuery(RegistrySql.INSTALLATION).execute();
        sources = connection.preparedQuery(RegistrySql.DECLARED_SOURCES).execute();
        statuses = connection.preparedQuery(StatusSql.ALL).execute();
        building = connection.preparedQuery(BuildingSql.ALL).execute();
        toGo = connection.preparedQuery(BuildingSql.TO_GO).execute();
        former = connection.preparedQuery(FormerSql.ALL).execute();
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
    }

    List<Future<?>> answers() {
        return List.of(
                installation, sources, statuses, building, toGo, audited, former, identities);
    }

    /** What was read, once all answers are there. */
    Registry result() {
        RowIterator<Row> id = installation.result().iterator();
        UUID identity = id.hasNext() ? id.next().getUUID(0) : new UUID(0, 0);
        List<SourceRegistration> registered = new ArrayList<>();
        for (Row row : sources.result()) {
            registered.add(
                    new SourceRegistration(
                            row.getInteger(0),
                            row.getString(1),
                            row.getString(2),
                            texts(row.getJsonObject(3)),
                            row.getOffsetDateTime(4).toInstant()));
        }
        List<StatusRow> standing = new ArrayList<>();
        for (Row row : statuses.result()) {
            standing.add(
                    new StatusRow(
                            row.getInteger(0),
                            new Reading(
                                    row.getLong(1),
                                    row.getLong(2),
                                    micros(row.getOffsetDateTime(3)),
                                    micros(row.getOffsetDateTime(4)),
                                    SourceState.of(row.getString(5)),
                                    "",
                                    TableStatusCodec.decode(row.getString(7))),
                            row.getOffsetDateTime(6).toInstant().toEpochMilli()));
        }
        Map<String, Long> lacking = new HashMap<>();
        for (Row row : building.result()) {
            lacking.put(SqlText.qualified(row.getString(0), row.getString(1)), row.getLong(2));
        }
        Map<Integer, Long> lacked = new HashMap<>();
        for (Row row : toGo.result()) {
            lacked.put(row.getInteger(0), row.getLong(1));
        }
        List<FormerChart> shown = new ArrayList<>();
        for (Row row : former.result()) {
            shown.add(
                    new FormerChart(
                            row.getString(0),
                            row.getString(1),
                            row.getString(2),
                            Optional.ofNullable(row.getString(3)),
                            micros(row.getOffsetDateTime(4)) / 1_000));
        }
        Map<String, Long> read = new HashMap<>();
        for (Row row : identities.result()) {
            read.put(row.getString(0), row.getLong(1));
        }
        return new Registry(
                identity,
                registered,
                standing,
                Map.copyOf(lacking),
                Map.copyOf(lacked),
                audited.result(),
                List.copyOf(shown),
                Map.copyOf(read));
    }

    private static Map<String, String> texts(JsonObject attributes) {
        Map<String, String> texts = new HashMap<>();
        attributes.forEach(entry -> texts.put(entry.getKey(), String.valueOf(entry.getValue())));
        return Map.copyOf(texts);
    }

    private static long micros(OffsetDateTime time) {
        return time == null ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant());
    }
}

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
    private final Future<Map<Integer, Integer>> audited;
    private final Future<RowSet<Row>> former;

    /**
     * @param audited which sources are audited now, which is no reading of tables
     */
    RegistryRead(SqlConnection connection, Future<Map<Integer, Integer>> audited) {
        this.audited = audited;
        installation = connection.preparedQuery(RegistrySql.INSTALLATION).execute();
        sources = connection.preparedQuery(RegistrySql.DECLARED_SOURCES).execute();
        statuses = connection.preparedQuery(StatusSql.ALL).execute();
        building = connection.preparedQuery(BuildingSql.ALL).execute();
        former = connection.preparedQuery(FormerSql.ALL).execute();
    }

    List<Future<?>> answers() {
        return List.of(installation, sources, statuses, building, audited, former);
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
        return new Registry(
                identity,
                registered,
                standing,
                Map.copyOf(lacking),
                audited.result(),
                List.copyOf(shown));
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

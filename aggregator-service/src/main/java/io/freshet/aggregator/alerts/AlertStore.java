package io.freshet.aggregator.alerts;

import io.freshet.aggregator.settings.AggregatorSettings;
import io.freshet.aggregator.warehouse.WarehouseException;
import io.freshet.configuration.AlertKind;
import io.freshet.warehouse.layout.AlertSql;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * What the warehouse knows of alerts. Every method blocks, and throws a {@link WarehouseException}
 * where the warehouse does not answer.
 */
@Singleton
class AlertStore {

    private final String owner = UUID.randomUUID().toString();
    private final Pool pool;
    private final AggregatorSettings settings;

    AlertStore(Pool pool, AggregatorSettings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    /** What is so now, as far as the warehouse can tell. */
    List<AlertCondition> conditions(Duration staleAfter) {
        List<AlertCondition> conditions = new ArrayList<>();
        for (Row row : query(AlertSql.CONDITIONS, Tuple.of((double) staleAfter.toSeconds()))) {
            conditions.add(
                    new AlertCondition(
                            AlertKind.of(row.getString(0)).orElseThrow(),
                            row.getString(1),
                            row.getString(2)));
        }
        return conditions;
    }

    /**
     * Takes or keeps the right to send by a way.
     *
     * @return how long ago a message was last tried; empty where another replica has the right
     */
    Optional<Duration> lease(String way, Duration length) {
        for (Row row : query(AlertSql.LEASE, Tuple.of(way, owner, (double) length.toSeconds()))) {
            return Optional.of(Duration.ofMillis((long) (row.getDouble(0) * 1_000)));
        }
        return Optional.empty();
    }

    /** Notes that a message is tried now. */
    void tried(String way) {
        query(AlertSql.TRIED, Tuple.of(way));
    }

    /** What was told by a way. */
    List<AlertEntry> told(String way) {
        List<AlertEntry> entries = new ArrayList<>();
        for (Row row : query(AlertSql.TOLD, Tuple.of(way))) {
            // A kind that a newer version knows is none that this one tells of.
            AlertKind.of(row.getString(0)).ifPresent(kind -> entries.add(entry(kind, row)));
        }
        return entries;
    }

    private static AlertEntry entry(AlertKind kind, Row row) {
        return new AlertEntry(
                kind,
                row.getString(1),
                row.getString(2),
                row.getBoolean(3),
                row.getOffsetDateTime(4).toInstant(),
                row.getBoolean(5),
                Optional.ofNullable(row.getOffsetDateTime(6)).map(OffsetDateTime::toInstant),
                row.getInteger(7));
    }

    /** Puts other entries in the place of those of a way. */
    void replace(String way, List<AlertEntry> entries) {
        query(
                AlertSql.REPLACE,
                Tuple.of(
                                way,
                                column(entries, entry -> entry.kind().text(), String[]::new),
                                column(entries, AlertEntry::subject, String[]::new),
                                column(entries, AlertEntry::detail, String[]::new),
                                column(entries, AlertEntry::present, Boolean[]::new),
                                column(entries, entry -> utc(entry.since()), OffsetDateTime[]::new))
                        .addArrayOfBoolean(column(entries, AlertEntry::told, Boolean[]::new))
                        .addArrayOfOffsetDateTime(
                                column(
                                        entries,
                                        entry -> entry.windowAt().map(AlertStore::utc).orElse(null),
                                        OffsetDateTime[]::new))
                        .addArrayOfInteger(column(entries, AlertEntry::messages, Integer[]::new)));
    }

    private static <T> T[] column(
            List<AlertEntry> entries, Function<AlertEntry, T> value, IntFunction<T[]> array) {
        return entries.stream().map(value).toArray(array);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private RowSet<Row> query(String sql, Tuple parameters) {
        return WarehouseException.await(
                pool.preparedQuery(sql).execute(parameters), settings.applyTimeout());
    }
}

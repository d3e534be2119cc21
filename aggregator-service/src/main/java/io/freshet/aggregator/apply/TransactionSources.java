package io.freshet.aggregator.apply;

import io.freshet.aggregator.intake.Definitions;
import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.aggregator.warehouse.WarehouseConnection;
import io.freshet.warehouse.layout.AppliedSql;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The sources of one transaction: locked, so that nobody else applies events of theirs. */
final class TransactionSources {

    private final Map<String, SourceProgress> states;
    private final Map<Integer, SourceProgress> byId = new HashMap<>();

    private TransactionSources(Map<String, SourceProgress> states) {
        this.states = states;
        states.values().forEach(state -> byId.put(state.id(), state));
    }

    /**
     * Begins a transaction and locks what was applied of these sources, in an order that all
     * aggregators share.
     *
     * @param ids the sources' names and ids
     * @param definitions those that run here
     */
    static TransactionSources begin(
            WarehouseConnection connection, Map<String, Integer> ids, Definitions definitions) {
        Integer[] wanted = ids.values().stream().sorted().toArray(Integer[]::new);
        connection.begin();
        Map<Integer, Row> locked = lock(connection, wanted);
        if (locked.size() < wanted.length) {
            connection.query(AppliedSql.ADD, Tuple.tuple().addArrayOfInteger(wanted));
            locked = lock(connection, wanted);
        }
        Map<String, SourceProgress> states = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> source : ids.entrySet()) {
            Row row = locked.get(source.getValue());
            states.put(
                    source.getKey(),
                    new SourceProgress(
                            source.getValue(),
                            source.getKey(),
                            row.getString(4),
                            row.getLong(1),
                            row.getLong(2),
                            row.getLong(3),
                            definitions.made(row.getString(4), row.getLong(5))));
        }
        return new TransactionSources(states);
    }

    private static Map<Integer, Row> lock(WarehouseConnection connection, Integer[] wanted) {
        Map<Integer, Row> locked = new LinkedHashMap<>();
        for (Row row : connection.query(AppliedSql.LOCK, Tuple.tuple().addArrayOfInteger(wanted))) {
            locked.put(row.getInteger(0), row);
        }
        return locked;
    }

    SourceProgress of(String source) {
        return states.get(source);
    }

    SourceProgress of(int id) {
        return byId.get(id);
    }

    /** Those of which something is applied. */
    List<SourceProgress> touched() {
        return states.values().stream().filter(SourceProgress::isTouched).toList();
    }

    Integer[] ids() {
        return states.values().stream().map(SourceProgress::id).toArray(Integer[]::new);
    }

    Long[] versions() {
        return states.values().stream().map(SourceProgress::newVersion).toArray(Long[]::new);
    }

    /** The version that each source gets, by its id. */
    Map<Integer, Long> versionById() {
        Map<Integer, Long> versions = new HashMap<>();
        byId.forEach((id, state) -> versions.put(id, state.newVersion()));
        return versions;
    }

    /** Records how far the sources have come, tells whoever listens, and commits. */
    void commit(WarehouseConnection connection) {
        List<AppliedSource> applied = touched().stream().map(SourceProgress::result).toList();
        if (applied.isEmpty()) {
            connection.rollback();
            return;
        }
        connection.finish(
                AppliedSql.ADVANCE,
                Tuple.tuple()
                        .addArrayOfInteger(
                                applied.stream().map(AppliedSource::id).toArray(Integer[]::new))
                        .addArrayOfLong(longs(applied, AppliedSource::fence))
                        .addArrayOfLong(longs(applied, AppliedSource::sequence))
                        .addArrayOfLong(longs(applied, AppliedSource::version))
                        .addArrayOfString(payloads(applied)));
    }

    private static Long[] longs(List<AppliedSource> sources, ToLongFunction<AppliedSource> part) {
        return sources.stream().mapToLong(part).boxed().toArray(Long[]::new);
    }

    private static String[] payloads(List<AppliedSource> applied) {
        List<String> payloads = new ArrayList<>();
        for (int from = 0;
                from < applied.size();
                from += AggregatorLimits.SOURCES_PER_NOTIFICATION) {
            JsonArray array = new JsonArray();
            applied.stream()
                    .skip(from)
                    .limit(AggregatorLimits.SOURCES_PER_NOTIFICATION)
                    .forEach(source -> array.add(toJson(source)));
            payloads.add(array.encode());
        }
        return payloads.toArray(String[]::new);
    }

    private static JsonObject toJson(AppliedSource source) {
        String trace = BatchTrace.current().parentOf(source.name());
        return trace.isEmpty() ? source.toJson() : source.toJson().put("trace", trace);
    }
}

package io.freshet.aggregator.warehouse;

import io.freshet.aggregator.settings.AggregatorSettings;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.SourceConfig;
import io.freshet.warehouse.layout.RegistrySql;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sources as they are registered in the warehouse, remembered after the first look. Pollers
 * register them; one that is met before is registered here. Thread-safe; blocks on the warehouse.
 */
@Singleton
public class SourceDirectory {

    private final Pool pool;
    private final AggregatorSettings settings;
    private final Map<String, SourceConfig> configured = new LinkedHashMap<>();
    private final Map<String, KnownSource> known = new ConcurrentHashMap<>();
    private volatile String here;

    public SourceDirectory(Pool pool, AggregatorSettings settings, FreshetConfig config) {
        this.pool = pool;
        this.settings = settings;
        for (SourceConfig source : config.sources()) {
            configured.put(source.name(), source);
        }
    }

    /**
     * The source of that name, registered where the warehouse or the configuration knows it.
     *
     * @throws WarehouseException if the warehouse does not answer
     */
    public Optional<KnownSource> find(String name) {
        KnownSource source = known.get(name);
        if (source == null) {
            source = select(name);
        }
        if (source == null && configured.containsKey(name)) {
            return Optional.of(get(name, configured.get(name).pipeline()));
        }
        return Optional.ofNullable(source);
    }

    /**
     * The source of that name, registered with that pipeline where it was not.
     *
     * @throws WarehouseException if the warehouse does not answer
     */
    public KnownSource get(String name, String pipeline) {
        KnownSource source = known.get(name);
        if (source == null) {
            source = select(name);
        }
        if (source == null) {
            JsonObject attributes = new JsonObject();
            Optional.ofNullable(configured.get(name))
                    .ifPresent(config -> config.attributes().forEach(attributes::put));
            // one that the configuration does not name waits for a poller to declare it
            query(
                    RegistrySql.ADD_SOURCE,
                    Tuple.of(name, pipeline, attributes, configured.containsKey(name)));
            source = select(name);
        }
        if (source == null) {
            throw new WarehouseException("source %s vanished from the warehouse".formatted(name));
        }
        return source;
    }

    /**
     * Whether that is the warehouse that answers here.
     *
     * @param installation its id, or null for none
     * @throws WarehouseException if the warehouse does not answer
     */
    public boolean isHere(String installation) {
        if (installation == null) {
            return false;
        }
        if (installation.equals(here)) {
            return true;
        }
        // it may have become another one since
        for (Row row : query(RegistrySql.INSTALLATION, Tuple.tuple())) {
            here = String.valueOf(row.getUUID(0));
        }
        return installation.equals(here);
    }

    /** Forgets what was remembered: after a failure it may be another warehouse that answers. */
    public void forget() {
        here = null;
        known.clear();
    }

    /** Forgets what was remembered of one source, so that it is looked up anew. */
    public void forget(String name) {
        known.remove(name);
    }

    private KnownSource select(String name) {
        for (Row row : query(RegistrySql.FIND_SOURCE, Tuple.of(name))) {
            Map<String, String> attributes = new LinkedHashMap<>();
            row.getJsonObject(2)
                    .forEach(entry -> attributes.put(entry.getKey(), text(entry.getValue())));
            KnownSource source = new KnownSource(row.getInteger(0), row.getString(1), attributes);
            known.put(name, source);
            return source;
        }
        return null;
    }

    private static String text(Object value) {
        return String.valueOf(value);
    }

    private RowSet<Row> query(String sql, Tuple parameters) {
        return WarehouseException.await(
                pool.preparedQuery(sql).execute(parameters), settings.applyTimeout());
    }
}

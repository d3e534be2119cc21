package io.freshet.poller.warehouse;

import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.SourceConfig;
import io.freshet.poller.publish.Destination;
import io.freshet.warehouse.layout.LeaseSql;
import io.freshet.warehouse.layout.RegistrySql;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Enters the configured sources into the warehouse. */
@ApplicationScoped
public class WarehouseRegistry implements SourceRegistry {

    private static final Logger LOG = Logger.getLogger(WarehouseRegistry.class);

    private final Warehouse warehouse;
    private final FreshetConfig config;
    private final Destination destination;

    WarehouseRegistry(
            @ReactiveDataSource(Warehouses.LEASES) Warehouse warehouse,
            FreshetConfig config,
            Destination destination) {
        this.warehouse = warehouse;
        this.destination = destination;
        this.config = config;
    }

    @Override
    public Future<Look> look() {
        String[] names = config.sources().stream().map(SourceConfig::name).toArray(String[]::new);
        return warehouse
                .query(RegistrySql.PRESENCE, Tuple.of((Object) names))
                .map(rows -> rows.iterator().next())
                .map(
                        row ->
                                new Look(
                                        String.valueOf(row.getValue(0)),
                                        row.getLong(1) == names.length))
                .onSuccess(look -> destination.found(look.installation()));
    }

    @Override
    public Future<Map<Integer, OwnedSource>> register() {
        Map<Integer, OwnedSource> registered = new HashMap<>();
        Future<Void> all = Future.succeededFuture();
        for (SourceConfig source : config.sources()) {
            all =
                    all.compose(done -> register(source))
                            .onSuccess(id -> registered.put(id, new OwnedSource(id, source)))
                            .mapEmpty();
        }
        return all.compose(done -> declareNoOthers()).map(done -> registered);
    }

    private Future<Void> declareNoOthers() {
        String[] names = config.sources().stream().map(SourceConfig::name).toArray(String[]::new);
        return warehouse
                .query(RegistrySql.DECLARE_NO_OTHERS, Tuple.of((Object) names))
                .onSuccess(
                        rows ->
                                rows.forEach(
                                        row ->
                                                LOG.infof(
                                                        "%s is no longer declared: charts leave it"
                                                                + " out, and what is held of it stays"
                                                                + " until ./freshet forget %1$s",
                                                        row.getString(0))))
                .mapEmpty();
    }

    private Future<Integer> register(SourceConfig source) {
        JsonObject attributes = new JsonObject();
        source.attributes().forEach(attributes::put);
        return warehouse
                .query(
                        RegistrySql.REGISTER_SOURCE,
                        Tuple.of(source.name(), source.pipeline(), attributes))
                .map(rows -> rows.iterator().next().getInteger(0))
                .compose(id -> warehouse.query(LeaseSql.ADD, Tuple.of(id)).map(id));
    }
}

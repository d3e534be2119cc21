package io.freshet.poller.own;

import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.SourceConfig;
import io.freshet.poller.warehouse.Warehouse;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** Enters the configured sources into the warehouse. Does not block; any thread. */
@ApplicationScoped
public class Registry {

    private static final String REGISTER =
            """
            insert into freshet.source (name, pipeline, attributes) values ($1, $2, $3)
            on conflict (name) do update
              set pipeline = excluded.pipeline, attributes = excluded.attributes
            returning id
            """;
    private static final String MAKE_LEASE =
            "insert into freshet.source_lease (source_id) values ($1) on conflict do nothing";

    private final Warehouse warehouse;
    private final FreshetConfig config;

    Registry(Warehouse warehouse, FreshetConfig config) {
        this.warehouse = warehouse;
        this.config = config;
    }

    /** Registers all configured sources; gives them by their id. Fails where the warehouse does. */
    Future<Map<Integer, OwnedSource>> register() {
        Map<Integer, OwnedSource> registered = new HashMap<>();
        Future<Void> all = Future.succeededFuture();
        for (SourceConfig source : config.sources()) {
            all =
                    all.compose(done -> register(source))
                            .onSuccess(id -> registered.put(id, new OwnedSource(id, source)))
                            .mapEmpty();
        }
        return all.map(done -> registered);
    }

    private Future<Integer> register(SourceConfig source) {
        JsonObject attributes = new JsonObject();
        source.attributes().forEach(attributes::put);
        return warehouse
                .query(REGISTER, Tuple.of(source.name(), source.pipeline(), attributes))
                .map(rows -> rows.iterator().next().getInteger(0))
                .compose(id -> warehouse.query(MAKE_LEASE, Tuple.of(id)).map(id));
    }
}

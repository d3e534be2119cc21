package io.freshet.aggregator.http;

import io.freshet.configuration.FreshetConfig;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.HeldRowsSql;
import io.freshet.warehouse.layout.Home;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what people call rows whose keys are hashes: what is held of the keys themselves. */
@ApplicationScoped
class RowNames {

    private final Pool pool;
    private final FreshetConfig config;

    RowNames(Pool pool, FreshetConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /**
     * What people call some rows of a table; fails where the warehouse does.
     *
     * @param source what the warehouse knows the source by
     * @return by key, as far as the rows are held
     */
    Uni<Map<Long, String>> of(String pipeline, String table, int source, Collection<Long> keys) {
        Optional<TableDefinition> hashed =
                config
                        .pipelines()
                        .find(pipeline)
                        .map(PipelineDefinition::tables)
                        .orElse(List.of())
                        .stream()
                        .filter(found -> found.name().equals(table) && found.home() == Home.HASH)
                        .findFirst();
        return hashed.map(found -> names(pipeline, found, source, keys))
                .orElse(Uni.createFrom().item(Map.of()));
    }

    private Uni<Map<Long, String>> names(
            String pipeline, TableDefinition table, int source, Collection<Long> keys) {
        String sql =
                new HeldRowsSql(pipeline, table.name(), table.home()).names(table.heldKeyNames());
        return Uni.createFrom()
                .completionStage(
                        () ->
                                pool.preparedQuery(sql)
                                        .execute(
                                                Tuple.of(
                                                        source, (Object) keys.toArray(Long[]::new)))
                                        .toCompletionStage())
                .map(
                        rows -> {
                            Map<Long, String> names = new HashMap<>();
                            rows.forEach(row -> names.put(row.getLong(0), row.getString(1)));
                            return names;
                        });
    }
}

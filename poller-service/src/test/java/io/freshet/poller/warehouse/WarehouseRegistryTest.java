package io.freshet.poller.warehouse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.FreshetConfig;
import io.freshet.poller.publish.Destination;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.testkit.rights.WarehouseRights;
import io.freshet.warehouse.WarehouseMigration;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which sources pollers declare, in a real warehouse. */
class WarehouseRegistryTest {

    @TempDir private Path folder;
    private final TestDatabase database = TestServers.postgres().createDatabase("registry");
    private final WarehouseRights rights = WarehouseRights.of(database);
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool =
            PgBuilder.pool()
                    .using(vertx)
                    .connectingTo(
                            PgConnectOptions.fromUri(database.url())
                                    .setUser(rights.login("poller").username())
                                    .setPassword(rights.login("poller").password()))
                    .build();

    @BeforeEach
    void makeTables() throws Exception {
        for (String name :
                List.of(
                        "V1__registry_ledger_and_state",
                        "V2__definition_revisions",
                        "V3__declared_sources")) {
            try (InputStream script =
                    WarehouseMigration.class.getResourceAsStream("migrations/" + name + ".sql")) {
                rights.execute(
                        "set search_path = freshet; " + new String(script.readAllBytes(), UTF_8));
            }
        }
        rights.give();
    }

    @AfterEach
    void end() throws Exception {
        await(vertx.close().toCompletionStage());
        database.close();
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** Registers as a poller does that starts with these sources; gives their ids. */
    private Map<String, Integer> register(String... sources) throws Exception {
        FreshetFile file = new FreshetFile().warehouse(database);
        for (String source : sources) {
            file.source(source, database);
        }
        FreshetConfig config =
                new ConfigurationReader(Map.of()).read(file.writeTo(folder.resolve("f.yaml")));
        Map<String, Integer> ids = new TreeMap<>();
        await(
                        new WarehouseRegistry(new Warehouse(vertx, pool), config, new Destination())
                                .register()
                                .toCompletionStage())
                .forEach((id, owned) -> ids.put(owned.name(), id));
        return ids;
    }

    private Map<String, Boolean> declared() throws Exception {
        Map<String, Boolean> declared = new TreeMap<>();
        await(pool.query("select name, declared from freshet.source").execute().toCompletionStage())
                .forEach(row -> declared.put(row.getString(0), row.getBoolean(1)));
        return declared;
    }

    @Test
    void declaresTheSourcesOfTheConfigurationAndNoOthers() throws Exception {
        Map<String, Integer> first = register("alb", "arg");
        assertThat(declared()).isEqualTo(Map.of("alb", true, "arg", true));

        register("ita", "alb");
        assertThat(declared()).isEqualTo(Map.of("alb", true, "arg", false, "ita", true));

        assertThat(register("alb", "arg")).isEqualTo(first);
        assertThat(declared()).isEqualTo(Map.of("alb", true, "arg", true, "ita", false));
    }
}

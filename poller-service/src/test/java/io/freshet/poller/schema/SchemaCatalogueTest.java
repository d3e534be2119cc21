package io.freshet.poller.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.freshet.configuration.DatabaseUrl;
import io.freshet.configuration.Secret;
import io.freshet.configuration.SourceConfig;
import io.freshet.configuration.SourceConfig.AccessConfig;
import io.freshet.configuration.SourceConfig.SweepConfig;
import io.freshet.pipeline.PipelineReader;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.source.postgres.PostgresConnector;
import io.freshet.poller.warehouse.Warehouse;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.rights.WarehouseRights;
import io.freshet.warehouse.WarehouseMigration;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every schema of a source's table is recorded, as it is met by who reads the table. */
@Tag("slow")
class SchemaCatalogueTest {

    private static final TableDefinition ORDERS =
            PipelineReader.read(
                            "test",
                            new StringReader(
                                    "{pipeline: shop, tables: {orders: {key: id, columns: {amount: decimal}}}}"))
                    .tables()
                    .get(0);

    private final TestDatabase warehouse = TestServers.postgres().createDatabase("schemas");
    private final WarehouseRights rights = WarehouseRights.of(warehouse);
    private final TestDatabase shop = TestServers.postgres().createDatabase("schema_source");
    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private PostgresConnector connector;
    private SourceConnection connection;

    @BeforeEach
    void open() {
        WarehouseMigration.run(rights.owner());
        rights.give();
        warehouse.execute("insert into freshet.source (name, pipeline) values ('shop', 'shop')");
        shop.execute("create table orders (id bigint primary key, amount numeric(10,2) not null)");
        connector = poller();
        connection = connected();
    }

    @AfterEach
    void close() {
        connection.close();
        connector.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        shop.close();
        warehouse.close();
    }

    private PostgresConnector poller() {
        Pool pool =
                PgBuilder.pool()
                        .using(vertx)
                        .connectingTo(
                                PgConnectOptions.fromUri(warehouse.url())
                                        .setUser(rights.login("poller").username())
                                        .setPassword(rights.login("poller").password()))
                        .build();
        return new PostgresConnector(
                vertx, new SchemaCatalogue(new Warehouse(vertx, pool), registry));
    }

    private SourceConnection connected() {
        return get(
                connector.open(
                        new SourceConfig(
                                "shop",
                                DatabaseUrl.parse(shop.url()),
                                shop.username(),
                                new Secret(shop.password()),
                                "shop",
                                Map.of(),
                                Duration.ofMillis(100),
                                SweepConfig.DEFAULT,
                                AccessConfig.DEFAULT)));
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private List<String> recorded() {
        return warehouse.query(
                "select version || ' ' || severity || ': ' || change from freshet.source_schema order by version");
    }

    private void assertRecorded(String... versions) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(recorded()).containsExactly(versions));
    }

    @Test
    void aChangeIsRecordedWhenTheTableIsLookedAtNext() {
        SourceTable orders = get(connection.verify(ORDERS));
        assertRecorded("1 first: 2 columns");

        shop.execute("alter table orders add column memo text");
        get(orders.verify());
        get(orders.verify());

        assertRecorded("1 first: 2 columns", "2 harmless: column memo (text) is new");
        assertThat(
                        warehouse.query(
                                "select columns ->> 1 from freshet.source_schema where version = 2"))
                .singleElement()
                .asString()
                .contains("\"name\": \"amount\"", "\"type\": \"numeric(10,2)\"", "true");
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(
                        () ->
                                registry.get("freshet.source.schema.changes")
                                                .tags("source", "shop", "severity", "harmless")
                                                .counter()
                                                .count()
                                        == 1);
    }

    @Test
    void whatCannotBeReadAnyMoreIsRecordedToo() {
        get(connection.verify(ORDERS));
        assertRecorded("1 first: 2 columns");

        shop.execute("alter table orders rename column amount to total");
        assertThatThrownBy(() -> get(connection.verify(ORDERS)))
                .hasMessageContaining("has no column amount");
        assertRecorded(
                "1 first: 2 columns",
                "2 breaking: column amount is gone; column total (numeric(10,2)) is new");

        shop.execute("drop table orders");
        assertThatThrownBy(() -> get(connection.verify(ORDERS)))
                .hasMessageContaining("there is no table");
        assertRecorded(
                "1 first: 2 columns",
                "2 breaking: column amount is gone; column total (numeric(10,2)) is new",
                "3 breaking: the table is gone");
    }

    @Test
    void aPollerThatStartsKnowsWhatWasRecorded() {
        get(connection.verify(ORDERS));
        assertRecorded("1 first: 2 columns");
        connection.close();
        connector.close();
        connector = poller();
        connection = connected();

        get(connection.verify(ORDERS));
        shop.execute("alter table orders alter column amount type text");
        get(connection.verify(ORDERS));

        assertRecorded(
                "1 first: 2 columns", "2 attention: column amount is text and was numeric(10,2)");
    }
}

package io.freshet.lake.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.freshet.configuration.DatabaseUrl;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.HttpConfig;
import io.freshet.configuration.LakeConfig;
import io.freshet.configuration.Secret;
import io.freshet.configuration.WarehouseConfig;
import io.freshet.lake.commit.LakeBounds;
import io.freshet.lake.journal.LakeJournalException;
import io.freshet.lake.journal.LakeTable;
import io.freshet.lake.journal.LakeZone;
import io.freshet.lake.restore.LakeReader;
import io.freshet.lake.store.LakeStore;
import io.freshet.lake.store.LakeStores;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineLibrary;
import io.freshet.pipeline.PipelineReader;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.rights.WarehouseRights;
import io.freshet.warehouse.WarehouseMigration;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All sources that are journalled are archived, by one of several services. */
class ArchiveRoundTest {

    private static final String DEFINITION =
            """
            pipeline: shop
            archive: true
            tables: {orders: {key: id, columns: {price: "numeric(10,2)"}}}
            charts: {orders: {value: count, of: orders}}
            """;
    private static final LakeBounds BOUNDS =
            new LakeBounds(1_000_000, 2, 1_000_000, Duration.ofHours(1), Duration.ofDays(1));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LakeMetrics metrics = new LakeMetrics(registry);

    @Test
    void oneOfTwoServicesArchivesASourceAndTheOtherTakesOver(@TempDir Path folder) {
        try (TestDatabase database = TestServers.postgres().createDatabase("lake")) {
            FreshetConfig config = config(database, folder);
            prepare(database);
            LakeStore store = LakeStores.open(config.lake().orElseThrow());
            try (ArchiveRound one = round(config, store);
                    ArchiveRound other = round(config, store)) {
                change(database, 1, "2.40");
                one.run();
                change(database, 2, "2.50");
                other.run();
                assertThat(archived(store)).containsExactly("1: 2.40");
                assertThat(gauge("freshet.lake.lag")).isZero();

                database.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'freshet lake'"
                                + " and pid = (select pid from pg_locks where locktype = 'advisory' and granted"
                                + " and database = (select oid from pg_database where datname = current_database()))");
                assertThatThrownBy(one::run).isInstanceOf(LakeJournalException.class);
                await().atMost(Duration.ofSeconds(30)).until(() -> isFree(database));
                other.run();
                one.forget();
                change(database, 3, "2.60");
                one.run();
                assertThat(archived(store)).containsExactly("1: 2.40", "2: 2.50");
                other.run();

                assertThat(archived(store)).containsExactly("1: 2.40", "2: 2.50", "3: 2.60");
            }
            assertThat(gauge("freshet.lake.rows")).isEqualTo(3);
            assertThat(gauge("freshet.lake.objects")).isEqualTo(3);
            assertThat(gauge("freshet.lake.bytes")).isGreaterThan(1_000);
            assertThat(registry.get("freshet.lake.commits").tag("source", "alb").counter().count())
                    .isEqualTo(4);
        }
    }

    private ArchiveRound round(FreshetConfig config, LakeStore store) {
        return new ArchiveRound(config, store, BOUNDS, metrics, Clock.systemUTC(), () -> false);
    }

    /** Whether the server has ended the session that archived, with its lock. */
    private static boolean isFree(TestDatabase database) {
        return database.query(
                        "select 1 from pg_locks where locktype = 'advisory' and granted and database ="
                                + " (select oid from pg_database where datname = current_database())")
                .isEmpty();
    }

    private double gauge(String name) {
        return registry.get(name).tag("source", "alb").gauge().value();
    }

    private static List<String> archived(LakeStore store) {
        List<String> prices = new ArrayList<>();
        new LakeReader(store, "alb")
                .changes(
                        new LakeTable(LakeZone.INGESTION, "orders"),
                        change ->
                                prices.add(
                                        change.version()
                                                + ": "
                                                + change.row().get("price").asText()));
        return prices;
    }

    private static FreshetConfig config(TestDatabase database, Path folder) {
        TestDatabase.Login lake = rights(database).login("lake");
        return new FreshetConfig(
                List.of(),
                Optional.empty(),
                Optional.of(
                        new WarehouseConfig(
                                DatabaseUrl.parse(database.url()),
                                lake.username(),
                                new Secret(lake.password()))),
                Optional.of(new LakeConfig.Folder(folder)),
                Optional.empty(),
                HttpConfig.DEFAULT,
                PipelineLibrary.of(List.of(shop())));
    }

    private static WarehouseRights rights(TestDatabase database) {
        return WarehouseRights.of(database, List.of(shop()));
    }

    private static PipelineDefinition shop() {
        return PipelineReader.read("test", new StringReader(DEFINITION));
    }

    private static void prepare(TestDatabase database) {
        WarehouseRights rights = rights(database);
        WarehouseMigration.run(rights.owner());
        rights.give();
        rights.execute(
                "insert into freshet.source (name, pipeline) values ('alb', 'shop'), ('arg', 'other')",
                "insert into freshet.journal (pipeline) values ('shop')",
                "create table shop.orders (source_id int, row_key bigint, row_digest bigint,"
                        + " row_time timestamptz, price numeric(10,2))");
    }

    private static void change(TestDatabase database, long version, String price) {
        database.execute(
                """
                insert into freshet.row_change (source_id, version, zone, table_name, present, row_key, "row")
                values (1, %d, 'ingestion', 'orders', true, 1, '{"price": %s}')"""
                        .formatted(version, price),
                "insert into freshet.applied (source_id, version) values (1, %1$d) on conflict (source_id) do update set version = %1$d"
                        .formatted(version));
    }
}

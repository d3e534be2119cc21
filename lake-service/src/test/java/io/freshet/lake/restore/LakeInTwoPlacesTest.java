package io.freshet.lake.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.LakeConfig;
import io.freshet.lake.commit.LakeBounds;
import io.freshet.lake.commit.SourceArchive;
import io.freshet.lake.journal.LakeTable;
import io.freshet.lake.journal.LakeZone;
import io.freshet.lake.journal.WarehouseLakeJournal;
import io.freshet.lake.manifest.LakeObject;
import io.freshet.lake.manifest.ManifestChain;
import io.freshet.lake.store.LakeFiles;
import io.freshet.lake.store.LakeStore;
import io.freshet.lake.store.LakeStores;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake whose star tables are in a place of their own: archived, merged, read and rebuilt. */
class LakeInTwoPlacesTest {

    private static final LakeTable ORDERS = new LakeTable(LakeZone.INGESTION, "orders");
    private static final LakeTable FACTS = new LakeTable(LakeZone.PROCESSED, "fact_order");
    private static final Duration KEPT = Duration.ofDays(1);

    @TempDir Path folder;
    private Path main;
    private Path stars;
    private TestDatabase database;
    private Connection connection;

    @BeforeEach
    void makeWarehouse() throws SQLException {
        main = folder.resolve("main");
        stars = folder.resolve("stars");
        database = TestServers.postgres().createDatabase("lake");
        WarehouseWithLake.migrate(database);
        database.execute(
                "insert into freshet.source (name, pipeline) values ('shop', 'shop')",
                "insert into freshet.applied (source_id, version) values (1, 0)",
                "create schema shop",
                "create table shop.orders (source_id int, row_key bigint, row_digest bigint,"
                        + " row_time timestamptz, price numeric(10,2), primary key (source_id, row_key))",
                "create schema stars",
                """
                create table stars.fact_order (order_record_id serial primary key, order_id int,
                 created_date date, created_time time, unit_price numeric(10,2), amount numeric,
                 paid boolean)\
                """);
        connection = database.connect();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    private LakeStore two() {
        return LakeStores.open(
                new LakeConfig.TwoPlaces(
                        new LakeConfig.Folder(main), new LakeConfig.Folder(stars)));
    }

    private SourceArchive archive(LakeStore store, Duration later) {
        return new SourceArchive(
                "shop",
                store,
                new WarehouseLakeJournal(connection, 1, Map.of(ORDERS, "shop", FACTS, "stars")),
                new LakeBounds(1_000_000, 1_000, 1_000_000, Duration.ofHours(1), KEPT),
                Clock.offset(Clock.systemUTC(), later));
    }

    /** A new order, its fact, and the journal's lines of both; then it is archived. */
    private void order(int number, LakeStore store) {
        database.execute(
                """
                begin;
                update freshet.applied set version = %1$d;
                with r as (insert into shop.orders values (1, %1$d, 0, null, %1$d.50) returning *)
                insert into freshet.row_change (source_id, version, zone, table_name, present, row_key, "row")
                select 1, %1$d, 'ingestion', 'orders', true, %1$d, to_jsonb(r) - '{source_id,row_key,row_digest,row_time}'::text[] from r;
                with r as (%2$s returning *)
                insert into freshet.row_change (source_id, version, zone, table_name, present, "row")
                select 1, %1$d, 'processed', 'fact_order', true, to_jsonb(r) from r;
                commit\
                """
                        .formatted(number, WarehouseWithLake.fact(number, number + ".50", "true")));
        SourceArchive archive = archive(store, Duration.ZERO);
        while (archive.archive().isPresent()) {
            // there is more
        }
    }

    @Test
    void eachPlaceHasItsPartAndEveryCentIsReadMergedAndRebuiltFromThem() throws Exception {
        try (LakeStore store = two()) {
            for (int number = 1; number <= 5; number++) {
                order(number, store);
            }
            assertParted();
            assertThat(files(store, FACTS)).hasSizeGreaterThan(2);
            assertThat(sum(store, FACTS, "unit_price")).containsExactly("17.50");
            assertThat(sum(store, ORDERS, "price")).containsExactly("17.50");

            // days later: what was archived in a day is merged, and what that replaced is deleted
            assertThat(archive(store, Duration.ofDays(3)).compact()).isTrue();
            assertThat(archive(store, Duration.ofDays(6)).compact()).isTrue();
            assertThat(files(store, FACTS)).hasSizeLessThanOrEqualTo(2);
            assertThat(LakeFiles.below(stars)).hasSameSizeAs(files(store, FACTS));
            assertParted();
            assertThat(sum(store, FACTS, "unit_price")).containsExactly("17.50");

            database.execute("create table facts as select * from stars.fact_order");
            assertThat(
                            new LakeRestore(new LakeReader(store, "shop"), connection)
                                    .restore(Map.of(FACTS, "stars"), OptionalInt.of(1), true))
                    .containsEntry(FACTS, 5L);
            assertThat(WarehouseWithLake.differences(database, "stars.fact_order", "facts"))
                    .isEmpty();
        }
    }

    @Test
    void aLakeThatWasInOnePlaceGoesOnInTwo() throws Exception {
        try (LakeStore one = LakeStores.open(new LakeConfig.Folder(main))) {
            order(1, one);
            order(2, one);
        }
        try (LakeStore store = two()) {
            order(3, store);
            assertThat(LakeFiles.below(stars)).hasSize(1);
            assertThat(sum(store, FACTS, "unit_price")).containsExactly("7.50");

            assertThat(archive(store, Duration.ofDays(3)).compact()).isTrue();
            assertThat(archive(store, Duration.ofDays(6)).compact()).isTrue();

            assertThat(sum(store, FACTS, "unit_price")).containsExactly("7.50");
            assertThat(new LakeReader(store, "shop").epoch()).isOne();
        }
    }

    private void assertParted() throws Exception {
        assertThat(LakeFiles.below(stars)).allMatch(name -> name.startsWith("processed/shop/"));
        assertThat(LakeFiles.below(main))
                .isNotEmpty()
                .allMatch(
                        name ->
                                name.startsWith("ingestion/shop/")
                                        || name.startsWith("manifests/shop/"));
    }

    /** Where the objects of a table are that count. */
    private List<Path> files(LakeStore store, LakeTable table) {
        ManifestChain chain = new ManifestChain(store, "shop");
        chain.refresh();
        return chain.objects().stream()
                .filter(object -> object.ofTable().equals(table))
                .map(LakeObject::name)
                .map(
                        name ->
                                Files.exists(stars.resolve(name))
                                        ? stars.resolve(name)
                                        : main.resolve(name))
                .toList();
    }

    /** What DuckDB sums up of a table in which every row was only added. */
    private List<String> sum(LakeStore store, LakeTable table, String column) throws SQLException {
        String files =
                files(store, table).stream()
                        .map(file -> "'" + file + "'")
                        .collect(Collectors.joining(", "));
        return DuckDb.lines(
                "select sum(%s)::varchar from read_parquet([%s])".formatted(column, files));
    }
}

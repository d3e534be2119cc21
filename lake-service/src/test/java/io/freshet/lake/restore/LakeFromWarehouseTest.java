package io.freshet.lake.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.lake.commit.LakeBounds;
import io.freshet.lake.commit.SourceArchive;
import io.freshet.lake.journal.LakeTable;
import io.freshet.lake.journal.LakeZone;
import io.freshet.lake.journal.WarehouseLakeJournal;
import io.freshet.lake.manifest.LakeObject;
import io.freshet.lake.store.FolderStore;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a warehouse in Postgres into Parquet, read by DuckDB, and back into tables. */
class LakeFromWarehouseTest {

    private static final LakeTable ORDERS = new LakeTable(LakeZone.INGESTION, "orders");
    private static final LakeTable DESIGNS = new LakeTable(LakeZone.PROCESSED, "dim_design");
    private static final LakeTable FACTS = new LakeTable(LakeZone.PROCESSED, "fact_order");

    @TempDir Path folder;
    private TestDatabase database;
    private Connection connection;
    private FolderStore store;
    private long version;

    @BeforeEach
    void makeWarehouse() throws SQLException {
        database = TestServers.postgres().createDatabase("lake");
        WarehouseWithLake.migrate(database);
        database.execute(
                "insert into freshet.source (name, pipeline) values ('shop', 'shop')",
                "create schema shop",
                """
                create table shop.orders (source_id int, row_key bigint, row_digest bigint,
                 row_time timestamptz, price numeric(10,2), note text, raw numeric, due date,
                 at time, created timestamp(3), seen timestamptz, paid boolean, units integer,
                 huge bigint, small smallint, which uuid, doc jsonb, took interval,
                 primary key (source_id, row_key))\
                """,
                "create schema stars",
                "create table stars.dim_design (design_id int primary key, design_name varchar)",
                """
                create table stars.fact_order (order_record_id serial primary key, order_id int,
                 created_date date, created_time time, unit_price numeric(10,2), amount numeric,
                 paid boolean)\
                """);
        connection = database.connect();
        store = new FolderStore(folder);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    private SourceArchive archive() {
        return new SourceArchive(
                "shop",
                store,
                new WarehouseLakeJournal(
                        connection, 1, Map.of(ORDERS, "shop", DESIGNS, "stars", FACTS, "stars")),
                new LakeBounds(
                        1_000_000, 1_000, 1_000_000, Duration.ofHours(1), Duration.ofDays(1)),
                Clock.systemUTC());
    }

    private void archiveAll() {
        SourceArchive archive = archive();
        while (archive.archive().isPresent()) {
            // there is more
        }
    }

    /** Runs statements in a transaction of the next version, and journals what they say. */
    private void change(String... statements) {
        version++;
        StringBuilder all = new StringBuilder("begin;");
        for (String statement : statements) {
            all.append(statement).append(';');
        }
        all.append(
                """
                insert into freshet.applied (source_id, version) values (1, %1$d)
                on conflict (source_id) do update set version = %1$d; commit\
                """
                        .formatted(version));
        database.execute(all.toString());
    }

    /** Changes rows of a table, and journals them as they are then, or as they were. */
    private String journalled(LakeTable table, boolean present, String change) {
        return """
        with r as (%s returning *) insert into freshet.row_change
        (source_id, version, zone, table_name, present, row_key, "row") select 1, %d, '%s',
        '%s', %s, %s, to_jsonb(r) - '{source_id,row_key,row_digest,row_time}'::text[] from r\
        """
                .formatted(
                        change,
                        version + 1,
                        table.zone().word(),
                        table.name(),
                        present,
                        table.equals(ORDERS) ? "row_key" : "null");
    }

    @Test
    void duckDbReadsEveryTypeAsTheWarehouseHasIt() throws SQLException {
        String values =
                """
                , 'O''Brien "&" Ü', 1234567890123456789.123456789, '2024-02-29', '23:59:59.999999',
                '2022-11-03 14:20:51.563', '2022-11-03 14:20:51.563+02', false, -7,
                9223372036854775807, -32768, '00000000-0000-0000-0000-00000000000a',
                '{"a": [1, 2.50, null]}', '1 day'\
                """;
        change(
                journalled(
                        ORDERS,
                        true,
                        "insert into shop.orders values (1, 1, 0, null, 2.40" + values + ")"));
        change(
                journalled(
                        ORDERS,
                        true,
                        "insert into shop.orders (source_id, row_key, price, note, raw, due, at,"
                                + " created) values (1, 2, -99999999.99, '', 1e-30, 'infinity',"
                                + " '24:00', '0044-03-15 BC'), (1, 3, null, null, 0.00, null, null,"
                                + " null)"));
        archiveAll();

        assertThat(
                        duck(
                                "select _row_key, price::varchar, note, raw::varchar, due, \"at\","
                                        + " created, seen at time zone 'UTC', paid, units, huge, small,"
                                        + " which, doc, took, _rest, _present from %s order by"
                                        + " _row_key",
                                ORDERS))
                .containsExactly(
                        "1|2.40|O'Brien \"&\" Ü|1234567890123456789.123456789000000000|2024-02-29"
                                + "|23:59:59.999999|2022-11-03 14:20:51.563|2022-11-03 12:20:51.563"
                                + "|false|-7|9223372036854775807|-32768"
                                + "|00000000-0000-0000-0000-00000000000a|{\"a\":[1,2.50,null]}"
                                + "|1 day|null|true",
                        "2|-99999999.99||null|null|null|null|null|null|null|null|null|null|null|null"
                                + "|{\"at\":\"24:00:00\",\"due\":\"infinity\","
                                + "\"raw\":0.000000000000000000000000000001,\"created\":\"0044-03-15T00:00:00"
                                + " BC\"}|true",
                        "3|null|null|0.000000000000000000|null|null|null|null|null|null|null|null|null"
                                + "|null|null|null|true");
        assertThat(
                        duck(
                                "select column_name || ' ' || column_type from (describe select"
                                        + " price, raw, due, \"at\", created, seen, paid, units, huge,"
                                        + " small, note, _changed_at, _version from %s)",
                                ORDERS))
                .containsExactly(
                        "price DECIMAL(10,2)",
                        "raw DECIMAL(38,18)",
                        "due DATE",
                        "at TIME",
                        "created TIMESTAMP",
                        "seen TIMESTAMP WITH TIME ZONE",
                        "paid BOOLEAN",
                        "units INTEGER",
                        "huge BIGINT",
                        "small INTEGER",
                        "note VARCHAR",
                        "_changed_at TIMESTAMP WITH TIME ZONE",
                        "_version BIGINT");
    }

    @Test
    void theStarIsRebuiltFromTheLakeAloneAndDuckDbAgreesToTheCent() throws SQLException {
        change(
                journalled(DESIGNS, true, "insert into stars.dim_design values (1, 'Steel')"),
                journalled(FACTS, true, WarehouseWithLake.fact(7, "2.40", "false")));
        archiveAll();
        for (int day = 0; day < 40; day++) {
            change(
                    journalled(
                            DESIGNS,
                            true,
                            "insert into stars.dim_design values (%d, 'Soft')".formatted(day + 2)),
                    journalled(
                            FACTS,
                            true,
                            WarehouseWithLake.fact(
                                    7, day + ".10", day % 2 == 0 ? "true" : "false")));
            if (day % 7 == 0) {
                archiveAll();
            }
        }
        change(
                journalled(
                        DESIGNS,
                        true,
                        "update stars.dim_design set design_name = 'Leeds' where design_id = 2"),
                journalled(DESIGNS, false, "delete from stars.dim_design where design_id = 3"));
        archiveAll();
        database.execute(
                "create table facts as select * from stars.fact_order",
                "create table designs as select * from stars.dim_design");

        assertThat(
                        duck(
                                "select sum(unit_price * 3)::varchar,"
                                        + " sum(amount)::decimal(20,2)::varchar, count(*) from %s",
                                FACTS))
                .isEqualTo(
                        database.query(
                                "select concat_ws('|', sum(unit_price * 3),"
                                        + " sum(amount)::numeric(20,2), count(*)) from"
                                        + " stars.fact_order"));

        LakeRestore restore = new LakeRestore(new LakeReader(store, "shop"), connection);
        Map<LakeTable, String> tables = Map.of(FACTS, "stars", DESIGNS, "stars");
        assertThatThrownBy(() -> restore.restore(tables, OptionalInt.of(1), false))
                .hasMessageContaining("holds rows already")
                .hasMessageEndingWith("nothing was changed");
        assertThat(new LakeReader(store, "shop").tables())
                .containsExactlyInAnyOrder(DESIGNS, FACTS);
        assertThat(restore.restore(tables, OptionalInt.of(1), true)).containsEntry(FACTS, 41L);

        assertThat(WarehouseWithLake.differences(database, "stars.fact_order", "facts")).isEmpty();
        assertThat(WarehouseWithLake.differences(database, "stars.dim_design", "designs"))
                .isEmpty();
        database.execute(WarehouseWithLake.fact(8, "1", "true"));
        assertThat(
                        database.query(
                                "select max(order_record_id) || ' ' || count(*) from"
                                        + " stars.fact_order"))
                .containsExactly("42 42");
        assertThat(database.query("select count(*) from freshet.lake_position"))
                .containsExactly("0");
        archiveAll();
        assertThat(new LakeReader(store, "shop").epoch()).isEqualTo(2);
        assertThat(new LakeReader(store, "shop", OptionalLong.of(1)).epochs()).hasSize(2);
    }

    @Test
    void rowsHeldBeforeTheLakeAreInItWithTheirEpoch() {
        database.execute(
                "insert into shop.orders (source_id, row_key, price) select 1, k, k from"
                        + " generate_series(1, 3000) as k",
                "insert into freshet.applied (source_id, version) values (1, 5)");
        version = 5;
        archiveAll();
        change(journalled(ORDERS, false, "delete from shop.orders where row_key = 9"));
        archiveAll();

        List<Long> keys = new ArrayList<>();
        new LakeReader(store, "shop")
                .rows(
                        ORDERS,
                        change -> {
                            if (change.present()) {
                                keys.add(change.rowKey());
                            } else {
                                keys.remove(change.rowKey());
                            }
                        });

        assertThat(keys).hasSize(2_999).doesNotContain(9L);
        assertThat(database.query("select version from freshet.lake_position"))
                .containsExactly("6");
    }

    /** What DuckDB answers about the changes of a table, a line for each row. */
    private List<String> duck(String sql, LakeTable table) throws SQLException {
        var chain = new io.freshet.lake.manifest.ManifestChain(store, "shop");
        chain.refresh();
        String files =
                chain.objects().stream()
                        .filter(object -> object.ofTable().equals(table))
                        .map(LakeObject::name)
                        .map(name -> "'" + folder.resolve(name) + "'")
                        .toList()
                        .toString();
        return DuckDb.lines(sql.formatted("read_parquet(" + files + ")"));
    }
}

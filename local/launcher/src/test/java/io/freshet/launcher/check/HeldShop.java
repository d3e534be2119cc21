package io.freshet.launcher.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freshet.aggregator.normalise.NormalisedRows;
import io.freshet.aggregator.schema.WarehousePreparation;
import io.freshet.aggregator.statement.TablePlan;
import io.freshet.aggregator.statement.UpsertRows;
import io.freshet.aggregator.warehouse.WarehouseConnection;
import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.SourceConfig;
import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.RowMeaning;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.warehouse.layout.AppliedSql;
import io.freshet.warehouse.layout.RegistrySql;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A shop of which the warehouse holds everything, as if Freshet had read it. */
final class HeldShop implements AutoCloseable {

    private static final String DEFINITION =
            """
            pipeline: shop
            tables:
              orders:
                key: id
                time: placed
                columns: {customer: bigint, amount: decimal, note: text}
              customers: {key: id, columns: {name: text}}
              stock:
                key: [shelf, article]
                contract: {types: set-row-aside}
                columns: {shelf: text, article: integer, pieces: decimal}
            joins: {orders.customer: customers}
            summaries:
              by_note: {table: orders, group-by: note, sum: [amount]}
              over_time: {table: orders, time-bucket: 15m}
            charts:
              by-name: {by: customers.name, values: {amount: sum(orders.amount)}}
            """;

    final TestDatabase source = TestServers.postgres().createDatabase("audited_shop");
    final TestDatabase warehouse = TestServers.postgres().createDatabase("audit_warehouse");
    final FreshetConfig config;
    private final Vertx vertx = Vertx.vertx();

    HeldShop(Path folder) throws IOException {
        source.reader();
        source.execute(
                "create table orders (id bigint primary key, customer bigint, amount text, note text,"
                        + " placed timestamptz not null)",
                "create table customers (id bigint primary key, name text)",
                "create table stock (shelf text, article integer, pieces text, primary key (shelf, article))",
                "insert into stock select 's' || i % 7, i, case i when 13 then 'x' else i::text end from generate_series(1, 200) i",
                "insert into customers values (1, 'Ann'), (2, 'Bob')",
                "insert into orders select i, 1 + i % 2, case when i % 7 = 0 then 'x' else"
                        + " (i % 10) || '.50' end, 'n' || i % 5, timestamptz '2026-01-01 00:00Z' + i"
                        + " * interval '1 minute' from generate_series(1, 3000) i");
        Files.writeString(folder.resolve("shop.yaml"), DEFINITION);
        Path file = folder.resolve("freshet.yaml");
        Files.writeString(
                file,
                new FreshetFile()
                                .warehouse(warehouse)
                                .source("shop", source)
                                .text()
                                .replace("    password", "    pipeline: shop\n    password")
                        + "pipelines: [shop.yaml]\n");
        config = new ConfigurationReader(Map.of()).read(file);
        new WarehousePreparation(config).prepare();
        hold();
    }

    private void hold() {
        Pool pool = Databases.warehouse(vertx, config.warehouse().orElseThrow());
        SourceConfig shop = config.sources().get(0);
        PipelineDefinition pipeline = config.pipelines().find("shop").orElseThrow();
        try (WarehouseConnection connection =
                        WarehouseConnection.open(pool, Duration.ofSeconds(30));
                AuditedSource there = new AuditedSource(vertx, shop, pool)) {
            int id =
                    connection
                            .query(
                                    RegistrySql.REGISTER_SOURCE,
                                    Tuple.of(shop.name(), pipeline.name(), new JsonObject()))
                            .iterator()
                            .next()
                            .getInteger(0);
            connection.query(AppliedSql.ADD, Tuple.tuple().addArrayOfInteger(new Integer[] {id}));
            for (TableDefinition table : pipeline.tables()) {
                there.open(table, RowMeaning.of(pipeline, table, shop.attributes()));
                RowBlock read = there.ask(asked -> asked.readRange(KeyRange.ALL, 0)).rows();
                hold(connection, id, TablePlan.of(pipeline, table), read);
            }
        }
    }

    private static void hold(
            WarehouseConnection connection, int id, TablePlan plan, RowBlock read) {
        NormalisedRows rows = plan.normaliser().normalise(read, Map.of());
        UpsertRows held = new UpsertRows(plan.width(), rows.size());
        for (int row = 0; row < rows.size(); row++) {
            held.put(row, id, rows, row, true);
        }
        Tuple parameters =
                Tuple.tuple().addArrayOfInteger(new Integer[] {id}).addArrayOfLong(new Long[] {1L});
        held.addOwnTimesTo(parameters);
        held.addTo(parameters);
        connection.query(plan.sql().upsert(), parameters);
    }

    /** What an audit says of it, for which nothing is on its way. */
    String audit() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        CheckReport report = new CheckReport(new PrintStream(said, true, UTF_8));
        new AuditCheck(vertx, config, report, Duration.ZERO).run(config.sources());
        report.sumUp();
        return said.toString(UTF_8);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        source.close();
        warehouse.close();
    }
}

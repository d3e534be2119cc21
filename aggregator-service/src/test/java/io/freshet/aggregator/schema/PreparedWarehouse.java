package io.freshet.aggregator.schema;

import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.HttpConfig;
import io.freshet.configuration.WarehouseConfig;
import io.freshet.pipeline.PipelineLibrary;
import io.freshet.pipeline.PipelineReader;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.rights.WarehouseRights;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

/** A warehouse that is made ready for one definition after another, with some rows. */
final class PreparedWarehouse implements AutoCloseable {

    static final String PIPELINE =
            """
            pipeline: sales
            tables:
              orders:
                key: id
                missing: [%s]
                columns:
                  area: {type: text}
                  amount: {type: decimal}
            summaries:
              by_area: {table: orders, group-by: area, sum: [%s]}
            %s
            """;

    static final String PLAIN = PIPELINE.formatted("NA", "", "");

    final TestDatabase database = TestServers.postgres().createDatabase("aggregator");

    @Override
    public void close() {
        database.close();
    }

    /** Who makes it ready. */
    TestDatabase.Login owner() {
        return WarehouseRights.of(database, List.of()).login("aggregator");
    }

    void prepare(String pipeline) {
        WarehouseConfig warehouse =
                WarehouseRights.of(database, List.of()).config("aggregator", database.url());
        new WarehousePreparation(
                        new FreshetConfig(
                                List.of(),
                                Optional.empty(),
                                Optional.of(warehouse),
                                Optional.empty(),
                                Optional.empty(),
                                HttpConfig.DEFAULT,
                                PipelineLibrary.of(
                                        List.of(
                                                PipelineReader.read(
                                                        "test", new StringReader(pipeline))))))
                .prepare();
    }

    void fill() {
        database.execute(
                "insert into freshet.source (name, pipeline) values ('s', 'sales')",
                "insert into freshet.applied values (1, 3, 17, 40)",
                "insert into freshet.source_lease values (1, 'owner', 3, 'infinity')",
                "insert into freshet.table_mark (source_id, table_name) values (1, 'orders')",
                "insert into freshet.key_range values (1, 'orders', 0, 3, 6, 40)",
                "insert into freshet.quarantine values (1, 'orders', 3, 'amount', 'x', 'not-a-number')",
                "insert into sales.orders values (1, 1, 1, null, 'a', 1.5), (1, 2, 2, null, 'a', 2.25),"
                        + " (1, 3, 3, null, 'b', null)",
                "insert into sales.by_area (source_id, area, rows, version)"
                        + " values (1, 'a', 2, 40), (1, 'b', 1, 40)");
    }

    List<String> query(String sql) {
        return database.query(sql);
    }

    List<String> rows(String table) {
        return query("select (t.*)::text from %s t order by 1".formatted(table));
    }
}

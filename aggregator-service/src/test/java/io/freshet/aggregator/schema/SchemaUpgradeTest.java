package io.freshet.aggregator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.configuration.DatabaseUrl;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.HttpConfig;
import io.freshet.configuration.Secret;
import io.freshet.configuration.WarehouseConfig;
import io.freshet.pipeline.PipelineLibrary;
import io.freshet.pipeline.PipelineReader;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class SchemaUpgradeTest {

    private static final String PIPELINE =
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

    private static final String PLAIN = PIPELINE.formatted("NA", "", "");

    private final TestDatabase database = TestServers.postgres().createDatabase("aggregator");

    @AfterEach
    void drop() {
        database.close();
    }

    private void prepare(String pipeline) {
        WarehouseConfig warehouse =
                new WarehouseConfig(
                        DatabaseUrl.parse(database.url()),
                        database.username(),
                        new Secret(database.password()));
        new WarehousePreparation(
                        new FreshetConfig(
                                List.of(),
                                Optional.empty(),
                                Optional.of(warehouse),
                                HttpConfig.DEFAULT,
                                PipelineLibrary.of(
                                        List.of(
                                                PipelineReader.read(
                                                        "test", new StringReader(pipeline))))))
                .prepare();
    }

    private void fill() {
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

    private List<String> query(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private List<String> rows(String table) {
        return query("select (t.*)::text from %s t order by 1".formatted(table));
    }

    @Test
    void leavesWhatIsUnchanged() {
        // Given
        prepare(PLAIN);
        fill();
        List<String> catalogue = rows("freshet.catalogue");

        // When
        prepare(PLAIN);

        // Then
        assertThat(rows("freshet.catalogue")).isEqualTo(catalogue).hasSize(2);
        assertThat(rows("sales.by_area")).containsExactly("(1,a,2,40)", "(1,b,1,40)");
        assertThat(query("select version from freshet.applied")).containsExactly("40");
    }

    @Test
    void makesAChangedSummaryFromTheRows() {
        // Given
        prepare(PLAIN);
        fill();

        // When
        prepare(PIPELINE.formatted("NA", "amount", ""));

        // Then
        assertThat(rows("sales.by_area")).containsExactly("(1,a,2,2,3.75,41)", "(1,b,1,0,0,41)");
        assertThat(query("select fence || ' ' || sequence || ' ' || version from freshet.applied"))
                .containsExactly("3 17 41");
        assertThat(query("select count(*) from sales.orders")).containsExactly("3");
    }

    @Test
    void makesANewSummaryAndDropsAFormerOne() {
        // Given
        prepare(PLAIN);
        fill();

        // When
        prepare(PLAIN.replace("by_area", "per_area"));

        // Then
        assertThat(rows("sales.per_area")).containsExactly("(1,a,2,41)", "(1,b,1,41)");
        assertThat(query("select to_regclass('sales.by_area')::text"))
                .containsExactly((String) null);
    }

    @Test
    void setsSourcesBackWhenRowsMustBeReadAgain() {
        // Given
        prepare(PLAIN);
        fill();

        // When
        prepare(PIPELINE.formatted("NA, none", "", ""));

        // Then
        for (String table :
                List.of(
                        "sales.orders",
                        "sales.by_area",
                        "freshet.key_range",
                        "freshet.table_mark",
                        "freshet.quarantine")) {
            assertThat(rows(table)).as(table).isEmpty();
        }
        assertThat(
                        query(
                                "select fence || ' ' || coalesce(owner, 'nobody') || ' ' || (expires_at < now()) from freshet.source_lease"))
                .containsExactly("4 nobody true");
        assertThat(query("select fence || ' ' || sequence || ' ' || version from freshet.applied"))
                .containsExactly("4 0 41");
    }

    @Test
    void leavesATableThatSomebodyElseMade() {
        // Given
        database.execute("create schema sales", "create table sales.orders (precious int)");

        // Then
        assertThatThrownBy(() -> prepare(PLAIN))
                .hasMessageContaining("orders")
                .hasMessageContaining("not one that Freshet made");
        assertThat(rows("sales.orders")).isEmpty();
    }

    @Test
    void servesSeveralReplicasThatStartAtOnce() throws Exception {
        // Given
        ExecutorService replicas = Executors.newFixedThreadPool(4);
        Callable<Void> start =
                () -> {
                    prepare(PLAIN);
                    return null;
                };

        // When
        List<Future<Void>> starts = replicas.invokeAll(List.of(start, start, start, start));
        replicas.shutdown();

        // Then
        for (Future<Void> each : starts) {
            each.get();
        }
        assertThat(rows("freshet.catalogue")).hasSize(2);
    }
}

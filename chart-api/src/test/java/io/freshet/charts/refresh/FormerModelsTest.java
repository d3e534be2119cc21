package io.freshet.charts.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.cache.Publication;
import io.freshet.charts.catalogue.ChartCatalogue;
import io.freshet.charts.request.BadParameterException;
import io.freshet.charts.request.Selection;
import io.freshet.charts.settings.ChartSettings;
import io.freshet.charts.source.Sources;
import io.freshet.charts.warehouse.HeldSummaries;
import io.freshet.charts.warehouse.Scope;
import io.freshet.charts.warehouse.SummaryReader;
import io.freshet.charts.warehouse.WarehouseTable;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineReader;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.rights.WarehouseRights;
import io.freshet.warehouse.WarehouseMigration;
import io.freshet.warehouse.layout.FormerSql;
import io.freshet.warehouse.layout.SqlText;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.io.StringReader;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A chart whose definition changed is shown as it was until the new one is there. */
class FormerModelsTest {

    private static final PipelineDefinition BEFORE =
            definition(
                    """
                    by-area: {by: orders.area, values: {n: count}, parameters: [orders.area]}
                      first: {rows: orders, columns: [area], order: amount, limit: 2}\
                    """);
    private static final PipelineDefinition NOW =
            definition(
                    """
                    by-area: {by: orders.area, values: {n: count, total: sum(orders.amount)}, parameters: [orders.area, orders.amount]}
                      first: {rows: orders, columns: [area, amount], order: amount desc, limit: 2}\
                    """);
    private static final String BODY = "[{\"area\":\"a\",\"n\":2}]";

    private final TestDatabase database = TestServers.postgres().createDatabase("charts");
    private final Vertx vertx = Vertx.vertx();
    private final Clock clock = Clock.systemUTC();
    private final ChartCatalogue catalogue = new ChartCatalogue(List.of(NOW), "UTC", clock);
    private final ChartModel model =
            new ChartModel(
                    catalogue,
                    new Sources(),
                    clock,
                    new SmallRyeConfigBuilder()
                            .addDiscoveredConverters()
                            .withMapping(ChartSettings.class)
                            .build()
                            .getConfigMapping(ChartSettings.class));
    private PgConnection connection;

    private static PipelineDefinition definition(String charts) {
        return PipelineReader.read(
                "test",
                new StringReader(
                        """
                        pipeline: shop
                        tables:
                          orders: {key: id, columns: {area: text, amount: integer}}
                        charts:
                          %s
                        """
                                .formatted(charts)));
    }

    @BeforeEach
    void fill() {
        WarehouseRights rights = WarehouseRights.of(database, List.of(NOW));
        WarehouseMigration.run(rights.owner());
        rights.give();
        SummaryDefinition before = summary(BEFORE);
        String frozen = FormerSql.table(before.name(), before.canonical());
        rights.execute(
                "create table shop.orders (source_id int, row_key bigint, area text, amount int)",
                "insert into shop.orders values (1, 1, 'a', 5), (1, 2, 'b', 7)",
                "insert into freshet.source (name, pipeline) values ('s', 'shop')",
                "insert into freshet.applied values (1, 1, 1, 4)",
                "create table shop.%s (source_id int, g text, rows bigint, version bigint)"
                        .formatted(SqlText.quoted(frozen)),
                "insert into shop.%s values (1, '[\"a\"]', 2, 3)".formatted(SqlText.quoted(frozen)),
                "create table shop.%s (source_id int, g text, rows bigint, amount_count bigint, amount_sum numeric, version bigint)"
                        .formatted(summary(NOW).name()));
        index(BEFORE);
        put("a", 3, 9, 4);
        lack(summary(NOW).name());
        lack(index(1));
        keep("by-area", "'2026-11-20T12:00:00Z'");
        keep("first", "null");
        connection =
                done(
                        PgConnection.connect(
                                vertx,
                                PgConnectOptions.fromUri(database.url())
                                        .setUser(rights.login("charts").username())
                                        .setPassword(rights.login("charts").password())));
    }

    @AfterEach
    void close() {
        done(connection.close());
        done(vertx.close());
        database.close();
    }

    private static SummaryDefinition summary(PipelineDefinition pipeline) {
        return pipeline.summary(pipeline.charts().get(0).summary());
    }

    private void index(PipelineDefinition pipeline) {
        pipeline.charts()
                .get(1)
                .shape()
                .rowList()
                .ifPresent(
                        list ->
                                database.execute(
                                        list.indexes(pipeline).values().toArray(String[]::new)));
    }

    private static String index(int chart) {
        return NOW.charts().get(chart).shape().rowList().orElseThrow().indexName(NOW);
    }

    private void put(String area, int rows, int amount, long version) {
        database.execute(
                "insert into shop.%s values (1, '[\"%s\", %d]', %d, 1, %d, %d)"
                        .formatted(summary(NOW).name(), area, amount, rows, amount, version));
    }

    private void lack(String object) {
        database.execute(
                "insert into freshet.building (pipeline, object, source_id) values ('shop', '%s', 1)"
                        .formatted(object));
    }

    private void keep(String chart, String asOf) {
        database.execute(
                "insert into freshet.former_chart (pipeline, chart, definition, tables, waits_for, as_of)"
                        + " values ('shop', '%s', %s, '{}', '{}', %s)"
                                .formatted(chart, SqlText.literal(BEFORE.text()), asOf));
    }

    private void ready() {
        database.execute("delete from freshet.building", "delete from freshet.former_chart");
    }

    @Test
    void isShownAsItWasAndSaysSo() {
        refresh();
        refresh();

        assertThat(model.render().renderings().get(0).state()).isEqualTo("former");
        assertThat(shown(0)).isEqualTo(BODY);
        assertThat(model.render().asOf().get(0)).as("no source was read yet").isEmpty();
        assertThat(shown(1)).isEqualTo("[{\"area\":\"a\"},{\"area\":\"b\"}]");
    }

    @Test
    void isAsOldAsItIs() {
        database.execute(
                "insert into freshet.source_status (source_id, fence, sequence, as_of, state)"
                        + " values (1, 1, 1, '2026-11-20T13:00:00Z', 'live')");
        refresh();
        refresh();

        Publication publication = model.render();

        assertThat(publication.asOf().get(0)).isEqualTo("2026-11-20T12:00:00.000Z");
        assertThat(publication.asOf().get(1))
                .as("rows are read as they are")
                .isEqualTo("2026-11-20T13:00:00.000Z");
    }

    @Test
    void changesOnlyWhereItIsReadFromRows() {
        refresh();
        refresh();

        database.execute(
                "update shop.orders set area = 'c' where row_key = 1",
                "update freshet.applied set version = 5");
        put("b", 1, 1, 5);
        refresh();

        assertThat(shown(0)).isEqualTo(BODY);
        assertThat(shown(1)).isEqualTo("[{\"area\":\"c\"},{\"area\":\"b\"}]");
    }

    @Test
    void answersRequestsWithParametersOnlyWhereTheseStayAsTheyWere() throws BadParameterException {
        refresh();
        refresh();

        assertThat(model.render().renderings().get(0).refusal(Selection.ALL)).isEmpty();
        assertThat(
                        model.render()
                                .renderings()
                                .get(0)
                                .refusal(catalogue.all().get(0).requests().read("area=a")))
                .get()
                .asString()
                .contains("without parameters");
    }

    @Test
    void changesPlacesOnceTheNewOneWasRead() {
        refresh();
        refresh();

        ready();
        index(NOW);
        refresh();
        assertThat(shown(0)).as("the new one is to be read").isEqualTo(BODY);

        refresh();
        assertThat(shown(0)).isEqualTo("[{\"area\":\"a\",\"n\":3,\"total\":9}]");
        assertThat(shown(1))
                .isEqualTo("[{\"area\":\"b\",\"amount\":7},{\"area\":\"a\",\"amount\":5}]");
        assertThat(model.render().states()).containsOnly("");
        assertThat(model.held().tables()).hasSize(2);
    }

    @Test
    void aDefinitionThatCannotBeReadAnyMoreLeavesTheChartWithoutAnAnswer() {
        database.execute("update freshet.former_chart set definition = 'words: [of, yore]'");
        refresh();
        refresh();

        assertThat(model.render().states()).containsExactly("building", "building", "");
    }

    @Test
    void sourcesSayHowMuchIsToGo() {
        refresh();

        assertThat(shown(2)).contains("2 parts of changed charts to go");
    }

    private String shown(int chart) {
        return model.render().renderings().get(chart).body(Selection.ALL).content().toString();
    }

    private void refresh() {
        SummaryReader reader = new SummaryReader(connection);
        HeldSummaries held = model.held();
        Set<String> there =
                done(
                        reader.existing(
                                held.tables().stream()
                                        .map(WarehouseTable::qualifiedName)
                                        .collect(Collectors.toSet())));
        List<WarehouseTable> due =
                held.tables().stream()
                        .filter(table -> there.contains(table.qualifiedName()))
                        .filter(table -> table.isDue(true))
                        .toList();
        model.take(
                done(
                        reader.read(
                                new Scope(
                                        true,
                                        Map.copyOf(held.versions()),
                                        due,
                                        held.windowStart()))));
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}

package io.freshet.charts.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.access.ChartAccess;
import io.freshet.charts.cache.ChartCache;
import io.freshet.charts.cache.Publication;
import io.freshet.charts.cache.ShownTraces;
import io.freshet.charts.catalogue.ChartCatalogue;
import io.freshet.charts.rendering.Body;
import io.freshet.charts.rendering.ChartKinds;
import io.freshet.charts.rendering.Rendering;
import io.freshet.charts.rendering.RowsMaterial;
import io.freshet.charts.request.Selection;
import io.freshet.charts.settings.ChartSettings;
import io.freshet.charts.source.Sources;
import io.freshet.charts.stream.ChartStreams;
import io.freshet.charts.summary.GroupKey;
import io.freshet.charts.summary.ListedRows;
import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.FreshetConfig;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineReader;
import io.freshet.runtime.http.KnownHosts;
import io.freshet.runtime.tracing.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A chart that has an address of its own is served there as any chart is. */
class ChartAddressesTest {

    private static final PipelineDefinition BANK =
            PipelineReader.read(
                    "test",
                    new StringReader(
                            """
                            pipeline: bank
                            tables:
                              dues: {key: id, columns: {due: date, paid: boolean, note: text}}
                            charts:
                              due: {address: /dues/due, rows: dues, columns: {id: id, day: due, paid: paid}, order: due, limit: 2, parameters: [paid]}
                              count: {by: {month: dues.due}, values: {dues: count}}
                            """));
    private static final String ALL =
            "[{\"id\":1,\"day\":\"2026-11-25\",\"paid\":false},{\"id\":2,\"day\":null,\"paid\":true}]";

    private final Clock clock = Clock.systemUTC();
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ChartCatalogue catalogue = new ChartCatalogue(List.of(BANK), "UTC", clock);
    private final ListedRows rows = new ListedRows();
    private ChartCache cache;
    private HttpServer server;

    @BeforeEach
    void serve() {
        rows.put(
                List.of(
                        GroupKey.parse("[1, \"2026-11-25\", false, false]"),
                        GroupKey.parse("[2, null, true, true]"),
                        GroupKey.parse("[3, null, true, true]")),
                true);
        ChartSettings settings =
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withMapping(ChartSettings.class)
                        .build()
                        .getConfigMapping(ChartSettings.class);
        cache = new ChartCache(publication());
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ChartMeters meters = new ChartMeters(registry, catalogue, cache);
        HttpDate date = new HttpDate(clock);
        ChartAnswers answers =
                new ChartAnswers(
                        catalogue, cache, meters, new AnswerTraces(Tracing.OFF, new ShownTraces()));
        Router router = Router.router(vertx);
        FreshetConfig open =
                new ConfigurationReader(Map.of())
                        .read("freshet.yaml", new StringReader("{}"), Path.of("."));
        ChartAccess access = new ChartAccess(open);
        new ChartRoutes(
                        catalogue,
                        new CrossOrigin(settings, date),
                        answers,
                        new StreamAnswers(
                                new ChartStreams(vertx, cache, settings, registry),
                                meters,
                                settings),
                        new FastPaths(
                                catalogue,
                                answers,
                                new AnswerEncoder(settings),
                                date,
                                settings,
                                new KnownHosts(open, "0.0.0.0"),
                                access),
                        access,
                        vertx)
                .install(router);
        server =
                vertx.createHttpServer()
                        .requestHandler(router)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
    }

    private Publication publication() {
        // the second chart and how fresh the bank is are none of this test's business
        ChartKinds kinds = new ChartKinds(BANK, new RowsMaterial(rows), new Sources(), clock, 4);
        var rendering =
                kinds.renderer(BANK.charts().get(0), catalogue.all().get(0).requests()).render();
        return publication(rendering);
    }

    private static Publication publication(Rendering rendering) {
        return new Publication(List.of(rendering, rendering, rendering), List.of("", "", ""));
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void asTheyWereWhenTheRequestWasLookedAt() throws Exception {
        Rendering shown = publication().renderings().get(0);
        Rendering gone =
                new Rendering() {
                    @Override
                    public Body body(Selection selection) {
                        throw new IllegalStateException("there is no answer any more");
                    }

                    @Override
                    public Optional<String> refusal(Selection selection) {
                        return Optional.of("there is no answer any more");
                    }
                };
        Rendering replacedMeanwhile =
                new Rendering() {
                    @Override
                    public Body body(Selection selection) {
                        return shown.body(selection);
                    }

                    @Override
                    public Optional<String> refusal(Selection selection) {
                        cache.publishAges(publication(gone));
                        return Optional.empty();
                    }
                };
        // by its route, and by the fast path
        for (int i = 0; i < 2; i++) {
            cache.publishAges(publication(replacedMeanwhile));

            assertThat(ask("GET", "/dues/due").body()).isEqualTo(ALL);
        }
        // a stream is of later moments, too
        cache.publishAges(publication(replacedMeanwhile));
        assertThat(ask("GET", "/dues/due/stream").body()).isEqualTo("retry: 1000\n\n");
        assertThat(ask("GET", "/dues/due/stream").statusCode()).isEqualTo(503);
    }

    @Test
    void inAllItsForms() throws Exception {
        for (String path : List.of("/dues/due", "/charts/bank/due")) {
            // twice: the second request of a connection takes the fast path
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> whole = ask("GET", path);
                assertThat(whole.statusCode()).isEqualTo(200);
                assertThat(whole.body()).isEqualTo(ALL);
                assertThat(whole.headers().firstValue("access-control-allow-origin")).contains("*");
                String tag = whole.headers().firstValue("etag").orElseThrow();
                assertThat(ask("GET", path, "If-None-Match", tag).statusCode()).isEqualTo(304);
            }
            assertThat(ask("GET", path + "?paid=true&x=1").statusCode()).isEqualTo(400);
            assertThat(ask("GET", path + "?paid=maybe").body())
                    .contains("\"parameter\":\"paid\"")
                    .contains("none of its values: true or false");
            assertThat(ask("GET", path + "?paid=true").body())
                    .isEqualTo(
                            "[{\"id\":2,\"day\":null,\"paid\":true},{\"id\":3,\"day\":null,\"paid\":true}]");
            assertThat(ask("GET", path + ".csv?paid=false").body())
                    .isEqualTo("id,day,paid\r\n1,2026-11-25,false\r\n");
            assertThat(ask("GET", path, "Accept", "text/csv").body()).startsWith("id,day,paid\r\n");
            assertThat(ask("HEAD", path).headers().firstValue("content-length"))
                    .contains(Integer.toString(ALL.length()));
            assertThat(ask("OPTIONS", path).statusCode()).isEqualTo(204);
            assertThat(ask("POST", path).statusCode()).isEqualTo(405);
            assertThat(firstEvent(path + "/stream?paid=false"))
                    .isEqualTo("data: [{\"id\":1,\"day\":\"2026-11-25\",\"paid\":false}]");
        }
        assertThat(ask("GET", "/dues/other").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/charts").body())
                .contains("\"href\":\"/charts/bank/due\"")
                .contains("\"address\":\"/dues/due\"");
    }

    @Test
    void andEachIsDocumentedWithParametersAndSchema() {
        OpenAPI document = OASFactory.createOpenAPI();
        ChartDocumentation.document(document, catalogue);

        assertThat(document.getPaths().getPathItems())
                .containsOnlyKeys(
                        "/charts/bank/due",
                        "/charts/bank/due/stream",
                        "/dues/due",
                        "/dues/due/stream",
                        "/charts/bank/count",
                        "/charts/bank/count/stream",
                        "/charts/bank/freshness",
                        "/charts/bank/freshness/stream");
        assertThat(document.getPaths().getPathItem("/dues/due").getGET().getParameters())
                .extracting(Parameter::getName)
                .contains("paid");
        Map<String, Schema> fields = fieldsOf(document, "/dues/due");
        assertThat(fields).containsOnlyKeys("id", "day", "paid");
        assertThat(fields.get("id").getType()).containsExactly(SchemaType.NUMBER, SchemaType.NULL);
        assertThat(fields.get("paid").getType())
                .containsExactly(SchemaType.BOOLEAN, SchemaType.NULL);
        assertThat(fieldsOf(document, "/charts/bank/count")).containsOnlyKeys("month", "dues");
    }

    private static Map<String, Schema> fieldsOf(OpenAPI document, String path) {
        Schema list =
                document.getPaths()
                        .getPathItem(path)
                        .getGET()
                        .getResponses()
                        .getAPIResponse("200")
                        .getContent()
                        .getMediaType("application/json")
                        .getSchema();
        assertThat(list.getType()).containsExactly(SchemaType.ARRAY);
        return list.getItems().getProperties();
    }

    private HttpResponse<String> ask(String method, String path, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).method(method, none());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.BodyPublisher none() {
        return HttpRequest.BodyPublishers.noBody();
    }

    private String firstEvent(String path) throws Exception {
        HttpResponse<InputStream> stream =
                client.send(
                        HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> line.startsWith("data")).findFirst().orElseThrow();
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.actualPort() + path);
    }
}

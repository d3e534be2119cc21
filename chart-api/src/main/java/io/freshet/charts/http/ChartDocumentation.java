package io.freshet.charts.http;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponses;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createInfo;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createOpenAPI;
import static org.eclipse.microprofile.openapi.OASFactory.createOperation;
import static org.eclipse.microprofile.openapi.OASFactory.createParameter;
import static org.eclipse.microprofile.openapi.OASFactory.createPathItem;
import static org.eclipse.microprofile.openapi.OASFactory.createPaths;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import io.freshet.charts.catalogue.ChartCatalogue;
import io.freshet.charts.catalogue.ServedChart;
import io.freshet.charts.request.Parameter;
import io.freshet.configuration.FreshetConfig;
import io.freshet.pipeline.ChartShape;
import io.freshet.runtime.problem.Problem;
import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.time.Clock;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Documents the charts in the OpenAPI document. They are declared, not coded, so that no annotation
 * can name them; made once, at the start.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public final class ChartDocumentation implements OASFilter {

    /** The version of OpenAPI that is spoken; Quarkus's own. */
    private static final String VERSION = "3.1.0";

    private static final String PROBLEM = "A problem (RFC 9457): says what to do about it.";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document(document, Arc.container().instance(ChartCatalogue.class).get());
    }

    /** What a chart API of a configuration serves, as JSON, without starting one. */
    public static String of(FreshetConfig config) {
        OpenAPI document = createOpenAPI().openapi(VERSION);
        // Nothing of it depends on the zone or the time.
        document(document, new ChartCatalogue(config.pipelines().all(), "UTC", Clock.systemUTC()));
        return SmallRyeOpenAPI.builder()
                .withConfig(new SmallRyeConfigBuilder().build())
                .withInitialModel(document)
                .enableModelReader(false)
                .enableStandardStaticFiles(false)
                .enableStandardFilter(false)
                .enableAnnotationScan(false)
                .build()
                .toJSON();
    }

    /** Says in a document what it is of, and adds all charts. */
    static void document(OpenAPI document, ChartCatalogue catalogue) {
        document.setInfo(
                createInfo()
                        .title("Freshet charts")
                        .version("1")
                        .description(
                                "Charts that are kept up to the second from databases that may only be read."));
        if (document.getPaths() == null) {
            document.setPaths(createPaths());
        }
        for (ServedChart chart : catalogue.all()) {
            for (String path : chart.paths()) {
                // an operation has one path only
                String id = path.equals(chart.paths().get(0)) ? chart.name() : path.substring(1);
                document.getPaths()
                        .addPathItem(path, createPathItem().GET(body(chart, id)))
                        .addPathItem(
                                path + "/stream",
                                createPathItem().GET(stream(chart, id + "-stream")));
            }
        }
    }

    private static Operation body(ServedChart chart, String id) {
        Operation operation =
                operation(chart, id, chart.definition().description())
                        .addParameter(
                                createParameter()
                                        .name("If-None-Match")
                                        .in(In.HEADER)
                                        .description("The ETag of an answer that is at hand.")
                                        .schema(createSchema().addType(SchemaType.STRING)));
        operation
                .getResponses()
                .addAPIResponse(
                        "200",
                        chart(chart)
                                .addHeader("ETag", header("Changes with the body."))
                                .addHeader(
                                        ChartAnswers.AS_OF,
                                        header(
                                                "The instant (RFC 3339) up to which all sources"
                                                        + " have been read; absent before that.")))
                .addAPIResponse("304", createAPIResponse().description("Nothing has changed."));
        return operation;
    }

    private static APIResponse chart(ServedChart chart) {
        ChartShape shape = chart.definition().shape();
        Content content =
                createContent()
                        .addMediaType(
                                "application/json",
                                createMediaType().schema(ChartSchemas.of(shape)));
        if (!shape.fields().isEmpty()) {
            content.addMediaType(
                    "text/csv",
                    createMediaType().schema(createSchema().addType(SchemaType.STRING)));
        }
        return createAPIResponse().description("The chart.").content(content);
    }

    private static Operation stream(ServedChart chart, String id) {
        Operation operation =
                operation(chart, id, "The same as a stream of server-sent events, one per change.");
        operation
                .getResponses()
                .addAPIResponse(
                        "200", answer("Events with the chart as data.", "text/event-stream"));
        return operation;
    }

    private static Operation operation(ServedChart chart, String id, String description) {
        Operation operation =
                createOperation()
                        .operationId(id)
                        .addTag(chart.pipeline())
                        .summary(description)
                        .responses(
                                createAPIResponses()
                                        .addAPIResponse("400", answer(PROBLEM, Problem.MEDIA_TYPE))
                                        .addAPIResponse(
                                                "503", answer(PROBLEM, Problem.MEDIA_TYPE)));
        for (Parameter parameter : chart.requests().parameters()) {
            org.eclipse.microprofile.openapi.models.parameters.Parameter documented =
                    createParameter()
                            .name(parameter.name())
                            .in(In.QUERY)
                            .description(parameter.description())
                            .schema(createSchema().addType(SchemaType.STRING));
            operation.addParameter(
                    parameter.example().isEmpty()
                            ? documented
                            : documented.example(parameter.example()));
        }
        return operation;
    }

    private static APIResponse answer(String description, String mediaType) {
        return createAPIResponse()
                .description(description)
                .content(createContent().addMediaType(mediaType, createMediaType()));
    }

    private static Header header(String description) {
        return createHeader()
                .description(description)
                .schema(createSchema().addType(SchemaType.STRING));
    }
}

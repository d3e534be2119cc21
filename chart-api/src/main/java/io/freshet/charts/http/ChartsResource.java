package io.freshet.charts.http;

import io.freshet.charts.board.Chart;
import io.freshet.charts.board.ChartBoard;
import io.freshet.charts.board.ChartCatalogue;
import io.freshet.charts.board.Publication;
import io.freshet.charts.rendering.Body;
import io.freshet.charts.request.BadParameterException;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The charts. Every answer was rendered before it was asked for, but for filtered ones. */
@Path("/charts")
@NonBlocking
public final class ChartsResource {

    private static final String AS_OF = "Freshet-As-Of";

    private final ChartCatalogue catalogue;
    private final ChartBoard board;
    private final ChartMeters meters;
    private final byte[] list;

    @Inject
    ChartsResource(ChartCatalogue catalogue, ChartBoard board, ChartMeters meters) {
        this.catalogue = catalogue;
        this.board = board;
        this.meters = meters;
        this.list = ChartList.of(catalogue);
    }

    /** The charts that there are. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public byte[] list() {
        return list;
    }

    /** One chart. */
    @GET
    @Path("{chart}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public RestResponse<byte[]> chart(
            @PathParam("chart") String name,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch,
            @Context HttpServerRequest request) {
        Chart chart = catalogue.find(name);
        if (chart == null) {
            return answer(Problem.unknownChart(name, catalogue));
        }
        try {
            Publication publication = board.current();
            Body body =
                    publication
                            .renderings()
                            .get(chart.index())
                            .body(chart.requests().read(request.query()));
            return answer(chart, body, publication.asOf().get(chart.index()), ifNoneMatch);
        } catch (BadParameterException e) {
            meters.refused(chart);
            return answer(Problem.badParameter(e));
        }
    }

    /** What is no chart. */
    @GET
    @Path("{name:.+/.*}")
    @Operation(hidden = true)
    public RestResponse<byte[]> nothing(@PathParam("name") String name) {
        return answer(Problem.unknownChart(name, catalogue));
    }

    private RestResponse<byte[]> answer(Chart chart, Body body, String asOf, String ifNoneMatch) {
        ResponseBuilder<byte[]> answer;
        if (EntityTags.matches(ifNoneMatch, body.etag())) {
            meters.unchanged(chart);
            answer = ResponseBuilder.create(RestResponse.Status.NOT_MODIFIED);
        } else {
            meters.answered(chart);
            answer = ResponseBuilder.ok(body.bytes());
        }
        answer.header(HttpHeaders.ETAG, body.etag()).header(HttpHeaders.CACHE_CONTROL, "no-cache");
        if (!asOf.isEmpty()) {
            answer.header(AS_OF, asOf);
        }
        return answer.build();
    }

    private static RestResponse<byte[]> answer(Problem problem) {
        return ResponseBuilder.create(
                        RestResponse.Status.fromStatusCode(problem.status()), problem.body())
                .type(Problem.MEDIA_TYPE)
                .build();
    }
}

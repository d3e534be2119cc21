package io.freshet.simulator.http;

import io.freshet.simulator.Simulator;
import io.freshet.simulator.traffic.SourceStatus;
import io.freshet.simulator.traffic.Sources;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The controls of one source. */
@Path("/simulator/sources/{code}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@NonBlocking
@SameSite
@Tag(name = "simulator")
public class SourceResource {
    private final Simulator simulator;

    SourceResource(Simulator simulator) {
        this.simulator = simulator;
    }

    @GET
    @Operation(summary = "State, rate and rows so far")
    public SourceStatus status(@RestPath String code) {
        return status(source(code));
    }

    @POST
    @Path("/start")
    @Operation(summary = "Lets submissions come; creates the source if it is absent")
    public SourceStatus start(@RestPath String code) {
        return command(code, Sources::start);
    }

    @POST
    @Path("/pause")
    @Operation(summary = "Lets no more submissions come, and ends bursts")
    public SourceStatus pause(@RestPath String code) {
        return command(code, Sources::pause);
    }

    @POST
    @Path("/stop")
    @Operation(summary = "As pause, and closes the connections")
    public SourceStatus stop(@RestPath String code) {
        return command(code, Sources::stop);
    }

    @POST
    @Path("/rate")
    @Operation(summary = "Sets the submissions per second")
    public SourceStatus rate(
            @RestPath String code,
            @RequestBody(content = @Content(schema = @Schema(implementation = RateBody.class)))
                    String body) {
        return command(code, source -> Commands.rate(source, body));
    }

    @POST
    @Path("/burst")
    @Operation(summary = "Writes rows as fast as the source takes them; does not wait for it")
    public Response burst(
            @RestPath String code,
            @RequestBody(content = @Content(schema = @Schema(implementation = BurstBody.class)))
                    String body) {
        return Response.accepted(command(code, source -> Commands.burst(source, body))).build();
    }

    @POST
    @Path("/empty")
    @Operation(summary = "Removes all rows and begins ids at 1 again")
    public Uni<SourceStatus> empty(@RestPath String code) {
        Sources source = source(code);
        return Commands.empty(source).map(done -> status(source));
    }

    @POST
    @Path("/misbehave")
    @Operation(summary = "Sets how often the source misbehaves; what is not named stays")
    public SourceStatus misbehave(
            @RestPath String code,
            @RequestBody(content = @Content(schema = @Schema(implementation = MisbehaveBody.class)))
                    String body) {
        return command(code, source -> Commands.misbehave(source, body));
    }

    @ServerExceptionMapper
    Response problem(ProblemException failure) {
        return ProblemResponse.of(failure);
    }

    private SourceStatus command(String code, Consumer<Sources> command) {
        Sources source = source(code);
        command.accept(source);
        return status(source);
    }

    private Sources source(String code) {
        return SourceSelection.source(simulator, code);
    }

    private static SourceStatus status(Sources source) {
        return source.status().get(0);
    }
}

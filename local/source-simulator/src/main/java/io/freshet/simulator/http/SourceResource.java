package io.freshet.simulator.http;

import io.freshet.runtime.http.ForOperators;
import io.freshet.simulator.Simulator;
import io.freshet.simulator.traffic.SourceControls;
import io.freshet.simulator.traffic.TrafficStatus;
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

/** The controls of one source. */
@Path("/simulator/sources/{code}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@NonBlocking
@SameSite
@ForOperators
@Tag(name = "simulator")
public class SourceResource {
    private final Simulator simulator;

    SourceResource(Simulator simulator) {
        this.simulator = simulator;
    }

    @GET
    @Operation(summary = "State, rate and rows so far")
    public TrafficStatus status(@RestPath String code) {
        return status(source(code));
    }

    @POST
    @Path("/start")
    @Operation(summary = "Lets submissions come; creates the source if it is absent")
    public TrafficStatus start(@RestPath String code) {
        return command(code, SourceControls::start);
    }

    @POST
    @Path("/pause")
    @Operation(summary = "Lets no more submissions come, and ends bursts")
    public TrafficStatus pause(@RestPath String code) {
        return command(code, SourceControls::pause);
    }

    @POST
    @Path("/stop")
    @Operation(summary = "As pause, and closes the connections")
    public TrafficStatus stop(@RestPath String code) {
        return command(code, SourceControls::stop);
    }

    @POST
    @Path("/rate")
    @Operation(summary = "Sets the submissions per second")
    public TrafficStatus rate(
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
    public Uni<TrafficStatus> empty(@RestPath String code) {
        SourceControls source = source(code);
        return Commands.empty(source).map(done -> status(source));
    }

    @POST
    @Path("/misbehave")
    @Operation(summary = "Sets how often the source misbehaves; what is not named stays")
    public TrafficStatus misbehave(
            @RestPath String code,
            @RequestBody(content = @Content(schema = @Schema(implementation = MisbehaveBody.class)))
                    String body) {
        return command(code, source -> Commands.misbehave(source, body));
    }

    private TrafficStatus command(String code, Consumer<SourceControls> command) {
        SourceControls source = source(code);
        command.accept(source);
        return status(source);
    }

    private SourceControls source(String code) {
        return SourceSelection.source(simulator, code);
    }

    private static TrafficStatus status(SourceControls source) {
        return source.status().get(0);
    }
}

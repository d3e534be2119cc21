package io.freshet.simulator.http;

import io.freshet.runtime.http.ForOperators;
import io.freshet.simulator.FleetStatus;
import io.freshet.simulator.Simulator;
import io.freshet.simulator.traffic.SourceControls;
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

/** The controls of all sources together. */
@Path("/simulator")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@NonBlocking
@SameSite
@ForOperators
@Tag(name = "simulator")
public class FleetResource {
    private final Simulator simulator;

    FleetResource(Simulator simulator) {
        this.simulator = simulator;
    }

    @GET
    @Path("/status")
    @Operation(summary = "State, rate and rows so far of every source")
    public FleetStatus status() {
        if (!simulator.isEnabled()) {
            throw SourceSelection.switchedOff();
        }
        return simulator.status();
    }

    @POST
    @Path("/start")
    @Operation(summary = "Lets submissions come")
    public FleetStatus start() {
        return command(SourceControls::start);
    }

    @POST
    @Path("/pause")
    @Operation(summary = "Lets no more submissions come, and ends bursts")
    public FleetStatus pause() {
        return command(SourceControls::pause);
    }

    @POST
    @Path("/stop")
    @Operation(summary = "As pause, and closes the connections")
    public FleetStatus stop() {
        return command(SourceControls::stop);
    }

    @POST
    @Path("/rate")
    @Operation(summary = "Sets the submissions per second, split by the numbers of students")
    public FleetStatus rate(
            @RequestBody(content = @Content(schema = @Schema(implementation = RateBody.class)))
                    String body) {
        return command(sources -> Commands.rate(sources, body));
    }

    @POST
    @Path("/burst")
    @Operation(summary = "Writes rows as fast as the sources take them; does not wait for it")
    public Response burst(
            @RequestBody(content = @Content(schema = @Schema(implementation = BurstBody.class)))
                    String body) {
        return Response.accepted(command(sources -> Commands.burst(sources, body))).build();
    }

    @POST
    @Path("/empty")
    @Operation(summary = "Removes all rows of all sources and begins ids at 1 again")
    public Uni<FleetStatus> empty() {
        return Commands.empty(sources()).map(done -> simulator.status());
    }

    @POST
    @Path("/misbehave")
    @Operation(summary = "Sets how often the sources misbehave; what is not named stays")
    public FleetStatus misbehave(
            @RequestBody(content = @Content(schema = @Schema(implementation = MisbehaveBody.class)))
                    String body) {
        return command(sources -> Commands.misbehave(sources, body));
    }

    private FleetStatus command(Consumer<SourceControls> command) {
        command.accept(sources());
        return simulator.status();
    }

    private SourceControls sources() {
        return SourceSelection.fleet(simulator).all();
    }
}

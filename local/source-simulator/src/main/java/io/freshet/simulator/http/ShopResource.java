package io.freshet.simulator.http;

import io.freshet.runtime.http.ForOperators;
import io.freshet.simulator.TotesysSimulator;
import io.freshet.simulator.totesys.RunningShop;
import io.freshet.simulator.totesys.ShopFault;
import io.freshet.simulator.totesys.ShopStatus;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The controls of the simulated shop. */
@Path("/simulator/totesys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@NonBlocking
@SameSite
@ForOperators
@Tag(name = "simulator")
public class ShopResource {
    private static final double USUAL_SHARE = 0.002;

    private final TotesysSimulator simulator;

    ShopResource(TotesysSimulator simulator) {
        this.simulator = simulator;
    }

    @GET
    @Operation(summary = "State, rate, time and faults of the shop")
    public ShopStatus status() {
        return shop().status();
    }

    @POST
    @Path("/start")
    @Operation(summary = "Lets the shop trade")
    public ShopStatus start() {
        return command(RunningShop::start);
    }

    @POST
    @Path("/pause")
    @Operation(summary = "Lets its time stand still")
    public ShopStatus pause() {
        return command(RunningShop::pause);
    }

    @POST
    @Path("/rate")
    @Operation(summary = "Sets the rows per second, as {\"rate\": 10}")
    public ShopStatus rate(String body) {
        double rate = CommandBody.parse(body, Set.of("rate")).number("rate");
        return command(shop -> Commands.checked("rate", () -> shop.rate(rate)));
    }

    @POST
    @Path("/faults")
    @Operation(
            summary =
                    "Sets what may happen by itself, and how often: {\"faults\": [\"refund\"], \"share\": 0.01}")
    public ShopStatus faults(String body) {
        CommandBody wanted = CommandBody.parse(body, Set.of("faults", "share"));
        double share = wanted.optionalNumber("share").orElse(USUAL_SHARE);
        return command(
                shop ->
                        Commands.checked(
                                "faults",
                                () ->
                                        shop.faults(
                                                wanted.texts("faults").stream()
                                                        .map(ShopFault::parse)
                                                        .collect(Collectors.toSet()),
                                                share)));
    }

    @POST
    @Path("/strike")
    @Operation(summary = "Lets a fault happen once: {\"fault\": \"rename-department\"}")
    public ShopStatus strike(String body) {
        String fault = CommandBody.parse(body, Set.of("fault")).text("fault");
        return command(
                shop -> Commands.checked("fault", () -> shop.strike(ShopFault.parse(fault))));
    }

    private ShopStatus command(Consumer<RunningShop> command) {
        RunningShop shop = shop();
        command.accept(shop);
        return shop.status();
    }

    private RunningShop shop() {
        return simulator
                .shop()
                .orElseThrow(
                        () ->
                                SimulatorProblems.notFound(
                                        null,
                                        "The shop is off; freshet.simulator.totesys.enabled=true switches it on"));
    }
}

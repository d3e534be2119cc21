package io.freshet.forage;

import io.freshet.runtime.http.ForOperators;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import java.util.List;

/** The simulator on the dashboard's own server, marked as the real one is. */
@Path("/simulator")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@ForOperators
public class FakeSimulator {
    private final FakePipeline pipeline;

    FakeSimulator(FakePipeline pipeline) {
        this.pipeline = pipeline;
    }

    @GET
    @Path("/status")
    public String status() {
        JsonArray all = new JsonArray();
        pipeline.sources().values().forEach(source -> all.add(source.status()));
        double rate = pipeline.sources().values().stream().mapToDouble(FakeSource::rate).sum();
        return new JsonObject()
                .put("state", "running")
                .put("rate", rate)
                .put("rows", pipeline.rows())
                .put("inserted", 17L)
                .put("burstRows", 0)
                .put("sources", all)
                .encode();
    }

    @POST
    @Path("/sources/{code}/{command}")
    public String command(
            @PathParam("code") String code, @PathParam("command") String command, String body) {
        FakeSource source = pipeline.sources().get(code);
        run(command, List.of(source), body);
        return source.status().encode();
    }

    @POST
    @Path("/{command}")
    public String command(@PathParam("command") String command, String body) {
        run(command, pipeline.sources().values(), body);
        return status();
    }

    private static void run(String command, Collection<FakeSource> sources, String text) {
        JsonObject body = text.isEmpty() ? new JsonObject() : new JsonObject(text);
        for (FakeSource source : sources) {
            switch (command) {
                case "rate" -> source.rate(body.getDouble("rate") / sources.size());
                case "pause" -> source.pause();
                case "start" -> source.start();
                case "burst" -> source.burst(body.getLong("rows") / sources.size());
                case "empty" -> source.empty();
                default -> source.misbehave(body);
            }
        }
    }
}

package io.freshet.forage;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Charts on the dashboard's own server, as the real ones are in the demo: submissions come at the
 * countries' rates, and the charts show them at once. {@link FakeSimulator} controls them.
 */
@Singleton
public final class FakePipeline {
    private final Map<String, FakeSource> sources = new TreeMap<>();

    FakePipeline() {
        sources.put("ALB", new FakeSource("ALB", 6359, 25.1, 2.95, 0.48, -0.87));
        sources.put("BRA", new FakeSource("BRA", 10691, 25.7, 3.05, -0.15, -1.1));
        sources.put("BRN", new FakeSource("BRN", 6828, 24.0, 2.05, -0.41, -0.3));
        sources.put("CAN", new FakeSource("CAN", 22653, 27.8, 1.59, -0.18, 0.36));
        sources.put("DNK", new FakeSource("DNK", 7657, 27.8, 3.28, 0.22, 0.52));
        sources.put("ESP", new FakeSource("ESP", 35943, 28.4, 3.04, 0.54, -0.12));
    }

    void routes(@Observes Router router) {
        router.get("/charts/:chart").handler(this::chart);
        router.get("/charts/:chart/stream").handler(this::stream);
    }

    /** The countries by their codes. */
    Map<String, FakeSource> sources() {
        return sources;
    }

    /** The chart's JSON as of now, of those countries, or of all where none is named. */
    public JsonObject chart(String name, Set<String> countries) {
        List<FakeSource> shown =
                sources.values().stream()
                        .filter(s -> countries.isEmpty() || countries.contains(s.code()))
                        .toList();
        return switch (name) {
            case "submissions" -> new JsonObject().put("count", rows());
            case "submissions-over-time" -> overTime();
            case "escs" -> datasets(shown, (s, d) -> d.put("id", s.code()).put("value", s.escs()));
            case "learning-hours-per-week" ->
                    datasets(
                            shown.stream()
                                    .sorted(Comparator.comparing(FakeSource::hours).reversed())
                                    .toList(),
                            (s, d) -> d.put("country", s.code()).put("hours", s.hours()));
            case "early-education-and-belonging" ->
                    datasets(shown, (s, d) -> d.put("id", s.code()).put("data", s.bubble()));
            default -> datasets(shown, FakeSource::freshness);
        };
    }

    private void chart(RoutingContext context) {
        context.response().putHeader("Freshet-As-Of", Instant.now().toString());
        json(context, chart(context.pathParam("chart"), countries(context)));
    }

    private void stream(RoutingContext context) {
        context.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
        long timer =
                context.vertx()
                        .setPeriodic(
                                1,
                                200,
                                id ->
                                        context.response()
                                                .write(
                                                        "data: "
                                                                + chart(
                                                                                context.pathParam(
                                                                                        "chart"),
                                                                                countries(context))
                                                                        .encode()
                                                                + "\n\n"));
        context.response().closeHandler(closed -> context.vertx().cancelTimer(timer));
    }

    private static Set<String> countries(RoutingContext context) {
        String wanted = context.request().getParam("countries");
        return wanted == null || wanted.isEmpty() ? Set.of() : Set.of(wanted.split(","));
    }

    private JsonObject overTime() {
        JsonArray hours = new JsonArray();
        for (int hour = 0; hour < 23; hour++) {
            String label = String.format("%02d:00", hour);
            hours.add(new JsonObject().put("x", label).put("y", 130 + 37 * hour % 400));
        }
        hours.add(new JsonObject().put("x", "23:00").put("y", rows() - 80_000));
        JsonObject series = new JsonObject().put("id", "Submissions").put("data", hours);
        return new JsonObject().put("datasets", new JsonArray().add(series));
    }

    /** Rows of all countries. */
    public long rows() {
        return sources.values().stream().mapToLong(FakeSource::rows).sum();
    }

    private static JsonObject datasets(
            List<FakeSource> shown, BiConsumer<FakeSource, JsonObject> fill) {
        JsonArray all = new JsonArray();
        for (FakeSource source : shown) {
            JsonObject dataset = new JsonObject();
            fill.accept(source, dataset);
            all.add(dataset);
        }
        return new JsonObject().put("datasets", all);
    }

    private static void json(RoutingContext context, JsonObject body) {
        context.response().putHeader("Content-Type", "application/json").end(body.encode());
    }
}

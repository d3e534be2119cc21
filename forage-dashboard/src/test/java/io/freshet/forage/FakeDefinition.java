package io.freshet.forage;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * A list of charts, as chart-api gives it, with one of each kind: those of {@link FakePipeline} and
 * some of its own below {@code /charts/shop}.
 */
@Singleton
public final class FakeDefinition {
    private static final String COUNTRIES = "countries:codes";

    private volatile boolean away;

    void routes(@Observes Router router) {
        router.get("/charts").order(-1).handler(context -> json(context, 200, list().encode()));
        router.get("/charts/shop/:chart").order(-1).handler(this::chart);
        router.get("/charts/shop/:chart/stream")
                .order(-1)
                .handler(context -> json(context, 200, "[]")); // no stream: asked every second
    }

    /** Whether its own charts answer that they cannot. */
    public void away(boolean now) {
        away = now;
    }

    private void chart(RoutingContext context) {
        if (away) {
            context.response().putHeader("Content-Type", "application/problem+json");
            context.response().setStatusCode(503).end("{\"detail\": \"The warehouse is away.\"}");
            return;
        }
        String currency = context.request().getParam("currency");
        json(
                context,
                200,
                switch (context.pathParam("chart")) {
                    case "sales" ->
                            "[{\"orders\": %d, \"revenue\": 224312019.5, \"margin\": null}]"
                                    .formatted(currency == null ? 1453 : 512);
                    case "by-month" ->
                            "[{\"month\": \"2020-01-01\", \"orders\": 5}, {\"month\": \"2020-02-01\", \"orders\": 7}, {\"month\": \"2020-06-01\", \"orders\": 9}]";
                    case "by-currency" ->
                            "[{\"currency\": \"GBP\", \"revenue\": 10.25, \"orders\": 3}, {\"currency\": null, \"revenue\": 4, \"orders\": 9}]";
                    case "pairs" ->
                            "[{\"staff\": \"<b>Ana</b>\", \"country\": \"Turkey\", \"revenue\": 20}, {\"staff\": \"Bo\", \"country\": \"Nauru\", \"revenue\": 10}]";
                    case "latest" ->
                            "[{\"payment_id\": 15836, \"paid\": true, \"amount\": 1200.5}]";
                    default -> "[]";
                });
    }

    private static JsonObject list() {
        JsonArray charts = new JsonArray();
        charts.add(chart("submissions", "total", "", ""));
        charts.add(chart("submissions-over-time", "time-series", "", "hours:hours zone:zone"));
        charts.add(chart("learning-hours-per-week", "groups", "", COUNTRIES));
        charts.add(chart("freshness", "freshness", "", COUNTRIES));
        charts.add(
                chart(
                        "shop/sales",
                        "values",
                        "orders:figure:number revenue:figure:number margin:figure:number",
                        "currency:text day:date"));
        JsonObject months =
                chart("shop/by-month", "values", "month:group:date orders:figure:number", "");
        months.getJsonArray("fields").getJsonObject(0).put("period", "month");
        charts.add(months);
        charts.add(
                chart(
                        "shop/by-currency",
                        "values",
                        "currency:group:text revenue:figure:number orders:figure:number",
                        ""));
        charts.add(
                chart(
                        "shop/pairs",
                        "values",
                        "staff:group:text country:group:text revenue:figure:number",
                        ""));
        charts.add(
                chart(
                        "shop/latest",
                        "rows",
                        "payment_id:cell:number paid:cell:boolean amount:cell:number",
                        "paid:boolean"));
        charts.add(chart("shop/empty", "values", "day:group:text orders:figure:number", ""));
        return new JsonObject().put("charts", charts);
    }

    private static JsonObject chart(String name, String kind, String fields, String choices) {
        return new JsonObject()
                .put("name", name)
                .put("description", "What " + name + " shows.")
                .put("href", "/charts/" + name)
                .put("pipeline", "pisa")
                .put("kind", kind)
                .put("fields", parts(fields, "name", "role", "type"))
                .put("choices", parts(choices, "name", "type"));
    }

    private static JsonArray parts(String words, String... keys) {
        JsonArray parts = new JsonArray();
        for (String word : words.isEmpty() ? new String[0] : words.split(" ", -1)) {
            String[] values = word.split(":", -1);
            JsonObject part = new JsonObject();
            for (int i = 0; i < keys.length; i++) {
                part.put(keys[i], values[i]);
            }
            parts.add(part);
        }
        return parts;
    }

    private static void json(RoutingContext context, int status, String body) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }
}

package io.freshet.charts.http;

import io.freshet.charts.catalogue.ChartCatalogue;
import io.freshet.charts.catalogue.ServedChart;
import io.freshet.charts.rendering.Json;
import io.freshet.charts.request.Parameter;

/** The list of charts with links to them. */
final class ChartList {

    private ChartList() {}

    static byte[] of(ChartCatalogue catalogue) {
        return Json.bytes(
                json -> {
                    json.writeStartObject();
                    json.writeArrayFieldStart("charts");
                    for (ServedChart chart : catalogue.all()) {
                        json.writeStartObject();
                        json.writeStringField("name", chart.name());
                        json.writeStringField("description", chart.definition().description());
                        json.writeStringField("href", "/charts/" + chart.name());
                        json.writeStringField("stream", "/charts/" + chart.name() + "/stream");
                        json.writeArrayFieldStart("parameters");
                        for (Parameter parameter : chart.requests().parameters()) {
                            json.writeString(parameter.name());
                        }
                        json.writeEndArray();
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }
}

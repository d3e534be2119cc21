package io.freshet.charts.http;

import io.freshet.charts.catalogue.ChartCatalogue;
import io.freshet.charts.catalogue.ServedChart;
import io.freshet.charts.rendering.Json;
import io.freshet.charts.request.Parameter;
import java.util.List;

/** The list of charts: links to them, and what a page needs to draw them. */
final class ChartList {

    private ChartList() {}

    /**
     * The list.
     *
     * @param states what keeps charts from having an answer at present, each at its index; empty
     *     where nothing does
     */
    static byte[] of(ChartCatalogue catalogue, List<String> states) {
        return Json.bytes(
                json -> {
                    json.writeStartObject();
                    json.writeArrayFieldStart("charts");
                    for (ServedChart chart : catalogue.all()) {
                        json.writeStartObject();
                        json.writeStringField("name", chart.name());
                        json.writeStringField("description", chart.definition().description());
                        String path = chart.paths().get(0);
                        json.writeStringField("href", path);
                        json.writeStringField("stream", path + "/stream");
                        if (chart.paths().size() > 1) {
                            json.writeStringField("address", chart.paths().get(1));
                        }
                        json.writeArrayFieldStart("parameters");
                        for (Parameter parameter : chart.requests().parameters()) {
                            json.writeString(parameter.name());
                        }
                        json.writeEndArray();
                        ChartAnatomy.write(json, chart);
                        String state = states.get(chart.index());
                        if (!state.isEmpty()) {
                            json.writeStringField("state", state);
                        }
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }
}

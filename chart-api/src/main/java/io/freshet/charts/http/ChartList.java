package io.freshet.charts.http;

import io.freshet.charts.catalogue.ChartCatalogue;
import io.freshet.charts.catalogue.ServedChart;
import io.freshet.charts.rendering.Json;
import io.freshet.charts.request.Parameter;
import java.util.BitSet;

/** The list of charts: links to them, and what a page needs to draw them. */
final class ChartList {

    private ChartList() {}

    /**
     * The list.
     *
     * @param refused the places of charts that have no answer at present
     */
    static byte[] of(ChartCatalogue catalogue, BitSet refused) {
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
                        if (refused.get(chart.index())) {
                            json.writeStringField("state", "too-large");
                        }
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }
}

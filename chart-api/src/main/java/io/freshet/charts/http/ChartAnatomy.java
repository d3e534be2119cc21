package io.freshet.charts.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.charts.catalogue.ServedChart;
import io.freshet.charts.request.Parameter;
import io.freshet.pipeline.ChartField;
import io.freshet.pipeline.ChartShape;
import java.io.IOException;
import java.util.Locale;

/** What the list of charts says of one beside its links: so much that a page can draw it. */
final class ChartAnatomy {

    private ChartAnatomy() {}

    /** Writes the fields {@code pipeline}, {@code kind}, {@code fields} and {@code choices}. */
    static void write(JsonGenerator json, ServedChart chart) throws IOException {
        ChartShape shape = chart.definition().shape();
        json.writeStringField("pipeline", chart.pipeline());
        json.writeStringField("kind", shape.kind());
        json.writeArrayFieldStart("fields");
        for (ChartField field : shape.typedFields()) {
            json.writeStartObject();
            json.writeStringField("name", field.name());
            json.writeStringField("role", field.role().name().toLowerCase(Locale.ROOT));
            json.writeStringField("type", field.kind().word());
            if (field.period().isPresent()) {
                json.writeStringField("period", field.period().get().unit().word());
                json.writeStringField("zone", field.period().get().zone().getId());
            }
            if (field.unit().isPresent()) {
                json.writeStringField("unit", field.unit().get());
            }
            if (field.format().isPresent()) {
                json.writeStringField("format", field.format().get());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("choices");
        for (Parameter parameter : chart.requests().parameters()) {
            json.writeStartObject();
            json.writeStringField("name", parameter.name());
            json.writeStringField("type", parameter.type());
            json.writeStringField("description", parameter.description());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

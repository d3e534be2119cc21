package io.freshet.charts.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.charts.catalogue.ServedChart;
import io.freshet.charts.request.Parameter;
import io.freshet.pipeline.Breakdown;
import io.freshet.pipeline.ChartShape;
import io.freshet.pipeline.Dimension;
import io.freshet.pipeline.RowList;
import java.io.IOException;

/** What the list of charts says of one beside its links: so much that a page can draw it. */
final class ChartAnatomy {

    private ChartAnatomy() {}

    /** Writes the fields {@code pipeline}, {@code kind}, {@code fields} and {@code choices}. */
    static void write(JsonGenerator json, ServedChart chart) throws IOException {
        ChartShape shape = chart.definition().shape();
        json.writeStringField("pipeline", chart.pipeline());
        json.writeStringField("kind", shape.kind());
        json.writeArrayFieldStart("fields");
        if (shape instanceof ChartShape.Values values) {
            for (Breakdown.Label label : values.parts().by()) {
                group(json, label);
            }
            for (Breakdown.Figure figure : values.parts().figures()) {
                field(json, figure.name(), "figure", Dimension.Kind.NUMBER);
                json.writeEndObject();
            }
        } else if (shape instanceof ChartShape.Rows rows) {
            for (RowList.Cell cell : rows.list().cells()) {
                field(json, cell.name(), "cell", cell.kind());
                json.writeEndObject();
            }
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

    private static void group(JsonGenerator json, Breakdown.Label label) throws IOException {
        field(json, label.name(), "group", label.dimension().kind());
        if (label.dimension() instanceof Dimension.Period period) {
            json.writeStringField("period", period.calendar().unit().word());
            json.writeStringField("zone", period.calendar().zone().getId());
        }
        json.writeEndObject();
    }

    private static void field(JsonGenerator json, String name, String role, Dimension.Kind kind)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("role", role);
        json.writeStringField("type", kind.word());
    }
}

package io.freshet.charts.rendering;

import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.charts.summary.GroupFigures;
import io.freshet.pipeline.Template;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * Fills a template with figures. A number that has no value is left out together with its field.
 */
final class TemplateRenderer {

    private final String group;
    private final GroupFigures figures;
    private boolean complete = true;

    /**
     * @param group the group's text, or null where the template is for all rows
     */
    TemplateRenderer(String group, GroupFigures figures) {
        this.group = group;
        this.figures = figures;
    }

    byte[] render(Template template) {
        return Json.bytes(json -> write(template, json));
    }

    /** Whether every number that the template asked for so far had a value. */
    boolean complete() {
        return complete;
    }

    private void write(Template template, JsonGenerator json) throws IOException {
        if (template instanceof Template.Fields fields) {
            json.writeStartObject();
            for (Map.Entry<String, Template> field : fields.fields().entrySet()) {
                writeField(field.getKey(), field.getValue(), json);
            }
            json.writeEndObject();
        } else if (template instanceof Template.Elements elements) {
            json.writeStartArray();
            for (Template element : elements.elements()) {
                write(element, json);
            }
            json.writeEndArray();
        } else if (template instanceof Template.Figure figure) {
            Optional<BigDecimal> value = value(figure);
            if (value.isPresent()) {
                json.writeNumber(Json.plain(value.get()));
            }
        } else if (template instanceof Template.Constant constant) {
            json.writeString(constant.text());
        } else if (group != null) {
            json.writeString(group);
        }
    }

    private void writeField(String name, Template template, JsonGenerator json) throws IOException {
        if (template instanceof Template.Figure figure) {
            Optional<BigDecimal> value = value(figure);
            if (value.isPresent()) {
                json.writeFieldName(name);
                json.writeNumber(Json.plain(value.get()));
            }
        } else if (!(template instanceof Template.Group) || group != null) {
            json.writeFieldName(name);
            write(template, json);
        }
    }

    private Optional<BigDecimal> value(Template.Figure figure) {
        Optional<BigDecimal> value = figures.evaluate(figure.expression());
        complete &= value.isPresent();
        return value;
    }
}

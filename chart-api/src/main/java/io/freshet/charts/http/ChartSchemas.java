package io.freshet.charts.http;

import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import io.freshet.pipeline.ChartShape;
import io.freshet.pipeline.Dimension;
import io.freshet.pipeline.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** What the answers of charts look like, as OpenAPI says it. */
final class ChartSchemas {

    private ChartSchemas() {}

    /** The schema of a chart's answer in JSON. */
    static Schema of(ChartShape shape) {
        if (!shape.typedFields().isEmpty()) {
            Map<String, Schema> fields = new LinkedHashMap<>();
            shape.typedFields()
                    .forEach(
                            field -> {
                                Schema schema = orNull(of(field.kind()));
                                field.unit().ifPresent(unit -> schema.description("In " + unit));
                                fields.put(field.name(), schema);
                            });
            return list(object(fields));
        }
        if (shape.whole().isPresent()) {
            return of(shape.whole().get());
        }
        if (shape.ofGroup().isPresent()) {
            return datasets(of(shape.ofGroup().get()));
        }
        if (shape.freshness().isPresent()) {
            return datasets(ages(shape.freshness().get().rows()));
        }
        return datasets(
                object(
                        Map.of(
                                "id",
                                text(),
                                "data",
                                list(object(Map.of("x", text(), "y", whole()))))));
    }

    private static Schema of(Dimension.Kind kind) {
        return switch (kind) {
            case TEXT -> text();
            case NUMBER -> createSchema().addType(SchemaType.NUMBER);
            case BOOLEAN -> createSchema().addType(SchemaType.BOOLEAN);
            case DATE -> text().description("A day, or infinity or -infinity.");
            case TIME ->
                    text().description("A date and time of no zone, or infinity or -infinity.");
            case INSTANT -> text().description("An instant (RFC 3339), or infinity or -infinity.");
        };
    }

    private static Schema ages(String rows) {
        Map<String, Schema> fields = new LinkedHashMap<>();
        fields.put("id", text());
        fields.put("ageSeconds", of(Dimension.Kind.NUMBER));
        fields.put("provenSeconds", orNull(of(Dimension.Kind.NUMBER)));
        fields.put("level", whole());
        if (!rows.isEmpty()) {
            fields.put(rows, whole());
        }
        fields.put("status", text());
        // Only there while a first read goes on, or tables are set aside, so not required.
        return object(fields)
                .addProperty(
                        "progress",
                        text().description(
                                        "How far a first read or an audit has come, or how much of changed charts is to be made, in words."))
                .addProperty(
                        "tables",
                        list(aside())
                                .description(
                                        "The tables that are set aside; what else is said is said of the others."));
    }

    private static Schema aside() {
        Map<String, Schema> fields = new LinkedHashMap<>();
        fields.put("table", text());
        fields.put("ageSeconds", orNull(of(Dimension.Kind.NUMBER)));
        fields.put("status", text());
        fields.put("detail", text());
        return object(fields);
    }

    // Figures without a value are left out.
    private static Schema of(Template template) {
        if (template instanceof Template.Fields fields) {
            Schema object = createSchema().addType(SchemaType.OBJECT);
            fields.fields().forEach((name, field) -> object.addProperty(name, of(field)));
            return object;
        }
        if (template instanceof Template.Elements elements) {
            List<Schema> kinds = elements.elements().stream().map(ChartSchemas::of).toList();
            return list(kinds.size() == 1 ? kinds.get(0) : createSchema().anyOf(kinds));
        }
        return template instanceof Template.Figure ? of(Dimension.Kind.NUMBER) : text();
    }

    private static Schema datasets(Schema each) {
        return object(Map.of("datasets", list(each)));
    }

    private static Schema object(Map<String, Schema> fields) {
        Schema object = createSchema().addType(SchemaType.OBJECT);
        fields.forEach(object::addProperty);
        fields.keySet().forEach(object::addRequired);
        return object;
    }

    private static Schema list(Schema each) {
        return createSchema().addType(SchemaType.ARRAY).items(each);
    }

    private static Schema text() {
        return createSchema().addType(SchemaType.STRING);
    }

    private static Schema whole() {
        return createSchema().addType(SchemaType.INTEGER);
    }

    private static Schema orNull(Schema schema) {
        return schema.addType(SchemaType.NULL);
    }
}

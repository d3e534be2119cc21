package io.freshet.lake.parquet;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.freshet.lake.journal.LakeColumn;
import io.freshet.lake.journal.LakeJson;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Types;

/**
 * How the values of a column stand in Parquet.
 *
 * @param column the column
 * @param type its type in Parquet
 * @param encode a JSON value as Parquet takes it; null where it does not fit without loss
 * @param decode back, from a record and the place of its field
 */
record ColumnForm(
        LakeColumn column,
        PrimitiveType type,
        Function<JsonNode, Object> encode,
        BiFunction<Group, Integer, JsonNode> decode) {

    private static final Pattern NUMERIC = Pattern.compile("numeric(\\((\\d+),(-?\\d+)\\))?");
    private static final Pattern DIGITS = Pattern.compile("\\(\\d+\\)");

    /** The form of a column by its type in the warehouse. */
    static ColumnForm of(LakeColumn column) {
        String type = DIGITS.matcher(column.type()).replaceAll("");
        return switch (type) {
            case "smallint", "integer" ->
                    of(
                            column,
                            Types.optional(INT32).named(column.name()),
                            value ->
                                    value.canConvertToInt() && value.isIntegralNumber()
                                            ? value.intValue()
                                            : null,
                            (group, field) -> IntNode.valueOf(group.getInteger(field, 0)));
            case "bigint" ->
                    of(
                            column,
                            Types.optional(INT64).named(column.name()),
                            value ->
                                    value.canConvertToLong() && value.isIntegralNumber()
                                            ? value.longValue()
                                            : null,
                            (group, field) -> LongNode.valueOf(group.getLong(field, 0)));
            case "boolean" ->
                    of(
                            column,
                            Types.optional(BOOLEAN).named(column.name()),
                            value -> value.isBoolean() ? value.booleanValue() : null,
                            (group, field) -> BooleanNode.valueOf(group.getBoolean(field, 0)));
            case "real", "double precision" ->
                    of(
                            column,
                            Types.optional(DOUBLE).named(column.name()),
                            value -> value.isNumber() ? value.doubleValue() : null,
                            (group, field) -> DoubleNode.valueOf(group.getDouble(field, 0)));
            case "date" -> date(column);
            case "time without time zone" -> time(column);
            case "timestamp without time zone" -> timestamp(column, false);
            case "timestamp with time zone" -> timestamp(column, true);
            case "jsonb", "json" ->
                    of(
                            column,
                            text(column),
                            value -> Binary.fromString(LakeJson.text(value)),
                            (group, field) -> json(group.getString(field, 0)));
            default -> {
                Matcher numeric = NUMERIC.matcher(column.type());
                yield numeric.matches() ? numeric(column, numeric) : plain(column);
            }
        };
    }

    private static ColumnForm of(
            LakeColumn column,
            PrimitiveType type,
            Function<JsonNode, Object> encode,
            BiFunction<Group, Integer, JsonNode> decode) {
        return new ColumnForm(column, type, encode, decode);
    }

    private static PrimitiveType text(LakeColumn column) {
        return Types.optional(BINARY).as(LogicalTypeAnnotation.stringType()).named(column.name());
    }

    private static ColumnForm plain(LakeColumn column) {
        return of(
                column,
                text(column),
                value -> value.isTextual() ? Binary.fromString(value.textValue()) : null,
                (group, field) -> TextNode.valueOf(group.getString(field, 0)));
    }

    private static ColumnForm date(LakeColumn column) {
        return of(
                column,
                Types.optional(INT32).as(LogicalTypeAnnotation.dateType()).named(column.name()),
                value -> IsoTimes.day(value.textValue()),
                (group, field) ->
                        TextNode.valueOf(
                                LocalDate.ofEpochDay(group.getInteger(field, 0)).toString()));
    }

    private static ColumnForm time(LakeColumn column) {
        return of(
                column,
                Types.optional(INT64)
                        .as(LogicalTypeAnnotation.timeType(false, TimeUnit.MICROS))
                        .named(column.name()),
                value -> IsoTimes.micros(value.textValue()),
                (group, field) ->
                        TextNode.valueOf(
                                LocalTime.ofNanoOfDay(group.getLong(field, 0) * 1_000).toString()));
    }

    private static ColumnForm timestamp(LakeColumn column, boolean instant) {
        return of(
                column,
                Types.optional(INT64)
                        .as(LogicalTypeAnnotation.timestampType(instant, TimeUnit.MICROS))
                        .named(column.name()),
                value ->
                        instant
                                ? IsoTimes.instant(value.textValue())
                                : IsoTimes.timestamp(value.textValue()),
                (group, field) ->
                        TextNode.valueOf(IsoTimes.text(group.getLong(field, 0), instant)));
    }

    private static ColumnForm numeric(LakeColumn column, Matcher declared) {
        boolean bounded = declared.group(1) != null;
        int precision =
                bounded ? Integer.parseInt(declared.group(2)) : DecimalForm.LARGEST_PRECISION;
        int scale = bounded ? Integer.parseInt(declared.group(3)) : DecimalForm.SCALE;
        if (precision > DecimalForm.LARGEST_PRECISION || scale < 0 || scale > precision) {
            // no decimal of Parquet: as digits
            return of(
                    column,
                    text(column),
                    value ->
                            value.isNumber()
                                    ? Binary.fromString(value.decimalValue().toPlainString())
                                    : null,
                    (group, field) ->
                            DecimalNode.valueOf(
                                    new java.math.BigDecimal(group.getString(field, 0))));
        }
        DecimalForm form = new DecimalForm(precision, scale, bounded);
        Types.PrimitiveBuilder<PrimitiveType> type =
                switch (form.width()) {
                    case 4 -> Types.optional(INT32);
                    case 8 -> Types.optional(INT64);
                    default -> Types.optional(FIXED_LEN_BYTE_ARRAY).length(form.width());
                };
        return of(
                column,
                type.as(LogicalTypeAnnotation.decimalType(scale, precision)).named(column.name()),
                form::encode,
                form::decode);
    }

    private static JsonNode json(String text) {
        try {
            return LakeJson.MAPPER.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + text, e);
        }
    }
}

package io.freshet.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Change events as JSON, column by column. The schema is documented in {@code docs/events.md} and
 * {@code docs/asyncapi.yaml}. Thread-safe; does not block.
 */
public final class ChangeEventCodec {

    /** Version of the schema that this codec writes, and the only one that it reads. */
    public static final int VERSION = 1;

    /** Content type of an encoded event. */
    public static final String CONTENT_TYPE = "application/vnd.freshet.change+json";

    static final String KIND_OPENED = "opened";
    static final String KIND_ROWS = "rows";
    static final String KIND_RANGE = "range";
    static final String KIND_GONE = "gone";
    static final String KIND_DOUBTED = "doubted";

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private ChangeEventCodec() {}

    /** The word for the event's kind, as in the header {@link BusTopology#KIND_HEADER}. */
    public static String kindOf(ChangeEvent event) {
        if (event instanceof EpochOpened) {
            return KIND_OPENED;
        } else if (event instanceof RowsRead) {
            return KIND_ROWS;
        } else if (event instanceof RangeRead) {
            return KIND_RANGE;
        }
        return event instanceof RowsGone ? KIND_GONE : KIND_DOUBTED;
    }

    /** Encodes an event; never fails for a valid one. */
    public static byte[] encode(ChangeEvent event) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder();
                JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField("kind", kindOf(event));
            json.writeStringField("source", event.position().source());
            json.writeNumberField("fence", event.position().fence());
            json.writeNumberField("sequence", event.position().sequence());
            writeContent(json, event);
            json.writeEndObject();
            json.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("encoding to memory", e);
        }
    }

    private static void writeContent(JsonGenerator json, ChangeEvent event) throws IOException {
        if (event instanceof EpochOpened opened) {
            if (opened.revision().isPresent()) {
                json.writeNumberField("revision", opened.revision().getAsLong());
            }
        } else if (event instanceof RowsRead rows) {
            writeTable(json, rows.table());
            writeRows(json, rows.rows());
        } else if (event instanceof RangeRead range) {
            writeTable(json, range.table());
            writeRange(json, range.range());
            json.writeBooleanField("refilled", range.refilled());
            writeRows(json, range.rows());
        } else if (event instanceof RowsGone gone) {
            writeTable(json, gone.table());
            writeLongs(json, "keys", gone.keys());
        } else if (event instanceof RangeDoubted doubted) {
            writeTable(json, doubted.table());
            writeRange(json, doubted.range());
        }
    }

    private static void writeRange(JsonGenerator json, KeyRange range) throws IOException {
        json.writeNumberField("low", range.low());
        json.writeNumberField("high", range.high());
    }

    private static void writeTable(JsonGenerator json, TableId table) throws IOException {
        json.writeStringField("pipeline", table.pipeline());
        json.writeStringField("table", table.table());
    }

    private static void writeRows(JsonGenerator json, RowBlock rows) throws IOException {
        json.writeNumberField("readAt", rows.readAt());
        if (rows.ownTimes()) {
            json.writeBooleanField("ownTimes", true);
        }
        json.writeArrayFieldStart("columns");
        for (String column : rows.columns()) {
            json.writeString(column);
        }
        json.writeEndArray();
        writeLongs(json, "keys", rows.keys());
        writeLongs(json, "digests", rows.digests());
        json.writeArrayFieldStart("times");
        for (long time : rows.times()) {
            if (time == RowBlock.NO_TIME) {
                json.writeNull();
            } else {
                json.writeNumber(time);
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("values");
        for (int column = 0; column < rows.columns().size(); column++) {
            json.writeStartArray();
            for (String value : rows.values(column)) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void writeLongs(JsonGenerator json, String field, long[] longs)
            throws IOException {
        json.writeFieldName(field);
        json.writeArray(longs, 0, longs.length);
    }

    /**
     * Decodes an event.
     *
     * @throws UnreadableEventException if the bytes are no event of {@link #VERSION}
     */
    public static ChangeEvent decode(byte[] bytes) throws UnreadableEventException {
        ChangeEventFields fields = new ChangeEventFields();
        try (JsonParser json = JSON.createParser(bytes)) {
            fields.read(json);
            return fields.toEvent();
        } catch (IOException | RuntimeException e) {
            throw new UnreadableEventException("not a change event: " + e.getMessage(), e);
        }
    }

    static List<String> kinds() {
        return List.of(KIND_OPENED, KIND_ROWS, KIND_RANGE, KIND_GONE, KIND_DOUBTED);
    }
}

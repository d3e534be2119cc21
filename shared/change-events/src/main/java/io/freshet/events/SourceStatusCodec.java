package io.freshet.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Status messages as JSON: an array with one object per source. Thread-safe; does not block. */
public final class SourceStatusCodec {

    /** Content type of an encoded status message. */
    public static final String CONTENT_TYPE = "application/vnd.freshet.status+json";

    private static final JsonFactory JSON = new JsonFactory();

    private SourceStatusCodec() {}

    /** Encodes the standing of some sources. */
    public static byte[] encode(List<SourceStatus> statuses) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder();
                JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartArray();
            for (SourceStatus status : statuses) {
                json.writeStartObject();
                json.writeStringField("source", status.published().source());
                json.writeNumberField("fence", status.published().fence());
                json.writeNumberField("sequence", status.published().sequence());
                json.writeNumberField("asOf", status.asOf());
                json.writeStringField("state", status.state().text());
                json.writeStringField("detail", status.detail());
                json.writeNumberField("highWaterMark", status.highWaterMark());
                json.writeNumberField("lagRows", status.lagRows());
                json.writeNumberField("pendingGaps", status.pendingGaps());
                json.writeNumberField("auditedAt", status.auditedAt());
                json.writeNumberField("differences", status.differences());
                if (!status.progress().isEmpty()) {
                    json.writeStringField("progress", status.progress());
                }
                if (!status.tables().isEmpty()) {
                    json.writeFieldName("tables");
                    TableStatusCodec.write(json, status.tables());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("encoding to memory", e);
        }
    }

    /**
     * Decodes a status message; fields that this version does not know are passed over.
     *
     * @throws UnreadableEventException if the bytes are no status message
     */
    public static List<SourceStatus> decode(byte[] bytes) throws UnreadableEventException {
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new UnreadableEventException("not a status message: no array");
            }
            List<SourceStatus> statuses = new ArrayList<>();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                statuses.add(readStatus(json));
            }
            return statuses;
        } catch (IOException | RuntimeException e) {
            throw new UnreadableEventException("not a status message: " + e.getMessage(), e);
        }
    }

    private static SourceStatus readStatus(JsonParser json) throws IOException {
        String source = null;
        String state = null;
        String detail = "";
        long fence = 0;
        long sequence = 0;
        long asOf = 0;
        long highWaterMark = Long.MIN_VALUE;
        long lagRows = 0;
        long pendingGaps = 0;
        long auditedAt = 0;
        long differences = 0;
        String progress = "";
        List<TableStatus> tables = List.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "source" -> source = json.getText();
                case "state" -> state = json.getText();
                case "detail" -> detail = json.getText();
                case "fence" -> fence = json.getLongValue();
                case "sequence" -> sequence = json.getLongValue();
                case "asOf" -> asOf = json.getLongValue();
                case "highWaterMark" -> highWaterMark = json.getLongValue();
                case "lagRows" -> lagRows = json.getLongValue();
                case "pendingGaps" -> pendingGaps = json.getLongValue();
                case "auditedAt" -> auditedAt = json.getLongValue();
                case "differences" -> differences = json.getLongValue();
                case "progress" -> progress = json.getText();
                case "tables" -> tables = TableStatusCodec.read(json);
                default -> json.skipChildren();
            }
        }
        return new SourceStatus(
                new Position(source, fence, sequence),
                asOf,
                SourceState.of(state),
                detail,
                highWaterMark,
                lagRows,
                pendingGaps,
                auditedAt,
                differences,
                progress,
                tables);
    }
}

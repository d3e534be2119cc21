package io.freshet.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The tables of a source that are set aside, as a JSON array. Thread-safe; does not block. */
public final class TableStatusCodec {

    private static final JsonFactory JSON = new JsonFactory();

    private TableStatusCodec() {}

    /** Encodes some tables, as the warehouse keeps them. */
    public static String encode(List<TableStatus> tables) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json, tables);
        } catch (IOException e) {
            throw new UncheckedIOException("encoding to memory", e);
        }
        return text.toString();
    }

    /**
     * Decodes what was encoded; fields that this version does not know are passed over.
     *
     * @throws IllegalArgumentException if the text is no such array
     */
    public static List<TableStatus> decode(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            return read(json);
        } catch (IOException e) {
            throw new IllegalArgumentException("no tables that are set aside: " + text, e);
        }
    }

    static void write(JsonGenerator json, List<TableStatus> tables) throws IOException {
        json.writeStartArray();
        for (TableStatus table : tables) {
            json.writeStartObject();
            json.writeStringField("table", table.table());
            json.writeStringField("state", table.state().text());
            json.writeStringField("detail", table.detail());
            json.writeNumberField("asOf", table.asOf());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Reads from the beginning of the array to its end. */
    static List<TableStatus> read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("no array of tables");
        }
        List<TableStatus> tables = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            String table = "";
            String state = null;
            String detail = "";
            long asOf = 0;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "table" -> table = json.getText();
                    case "state" -> state = json.getText();
                    case "detail" -> detail = json.getText();
                    case "asOf" -> asOf = json.getLongValue();
                    default -> json.skipChildren();
                }
            }
            tables.add(new TableStatus(table, SourceState.of(state), detail, asOf));
        }
        return tables;
    }
}

package io.freshet.charts.rendering;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Charts as comma-separated values (RFC 4180), with a line of names. */
public final class Csv {

    private static final JsonFactory JSON = new JsonFactory();
    private static final char QUOTE = '"';
    private static final String END = "\r\n";

    private Csv() {}

    /**
     * The same answer as CSV; a missing value is an empty field.
     *
     * @param fields the fields of each object, in their order
     * @param list a list of flat objects that have exactly these fields
     */
    public static Body of(List<String> fields, Body list) {
        StringBuilder csv =
                new StringBuilder(fields.stream().map(Csv::text).collect(Collectors.joining(",")))
                        .append(END);
        try (JsonParser json = JSON.createParser(list.content().getBytes())) {
            boolean first = true;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    first = true;
                } else if (token == JsonToken.END_OBJECT) {
                    csv.append(END);
                } else if (token.isScalarValue()) {
                    csv.append(first ? "" : ",").append(value(json, token));
                    first = false;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
        return new Body(csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String value(JsonParser json, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return "";
        }
        return token == JsonToken.VALUE_STRING ? text(json.getText()) : json.getText();
    }

    private static String text(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == QUOTE || c < ' ');
        if (plain && !value.isEmpty()) {
            return value;
        }
        StringBuilder quoted = new StringBuilder().append(QUOTE);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            quoted.append(c == QUOTE ? "\"" : "").append(c);
        }
        return quoted.append(QUOTE).toString();
    }
}

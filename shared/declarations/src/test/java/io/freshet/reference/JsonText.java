package io.freshet.reference;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes JSON for people: an object takes lines, a list of words takes one. */
final class JsonText {

    private static final String INDENT = "  ";

    private JsonText() {}

    static String of(Object value) {
        StringBuilder text = new StringBuilder();
        append(text, value, "\n");
        return text.append('\n').toString();
    }

    private static void append(StringBuilder text, Object value, String line) {
        if (value instanceof Map<?, ?> map) {
            Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
            text.append('{');
            while (entries.hasNext()) {
                Map.Entry<?, ?> entry = entries.next();
                text.append(line).append(INDENT);
                append(text, entry.getKey(), "");
                text.append(": ");
                append(text, entry.getValue(), line + INDENT);
                text.append(entries.hasNext() ? "," : "");
            }
            text.append(map.isEmpty() ? "" : line).append('}');
        } else if (value instanceof List<?> list) {
            boolean words = list.stream().noneMatch(item -> item instanceof Map);
            text.append('[');
            for (int i = 0; i < list.size(); i++) {
                text.append(i == 0 ? "" : words ? ", " : ",").append(words ? "" : line + INDENT);
                append(text, list.get(i), line + INDENT);
            }
            text.append(words ? "" : line).append(']');
        } else if (value instanceof String string) {
            text.append('"').append(string.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
        } else {
            text.append(value);
        }
    }
}

package io.freshet.poller.source.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.freshet.poller.source.file.JsonRows.Document;

/**
 * A row of a JSON document, and what its columns may be taken from.
 *
 * @param document the document
 * @param top all of its content
 * @param node the row
 * @param name the name of the member that it is, or its number among the elements, from 0
 * @param parent the same of what it is in
 */
record JsonRow(Document document, JsonNode top, JsonNode node, String name, String parent) {

    private static final int LONGEST_SCALE = 1_000;

    /**
     * What is found in it.
     *
     * @param part a member or an element
     * @param called the member's name, or the element's number
     */
    JsonRow part(JsonNode part, String called) {
        return new JsonRow(document, top, part, /* name= */ called, /* parent= */ name);
    }

    /** What tells it from all other rows of its place. */
    String id() {
        return "%s/%s".formatted(document.name(), name);
    }

    /**
     * A value.
     *
     * @param from what a column is declared to be read from: of what stands between {@code |} the
     *     first that is there
     * @return the value as a text; null for none
     */
    String value(String from) {
        for (String part : from.split("\\|", -1)) {
            JsonNode found = found(part.strip());
            if (found != null && !found.isMissingNode() && !found.isNull()) {
                return found.isValueNode() ? text(found) : found.toString();
            }
        }
        return null;
    }

    private static String text(JsonNode value) {
        // 1e999999999 written out would fill the memory: it is left to whoever judges numbers
        return value.isBigDecimal() && Math.abs(value.decimalValue().scale()) <= LONGEST_SCALE
                ? value.decimalValue().toPlainString()
                : value.asText();
    }

    private JsonNode found(String from) {
        return switch (from) {
            case "#name" -> text(name);
            case "#parent" -> text(parent);
            case "#value" -> node;
            case "#id" -> text(id());
            case "#day" -> text(document.day().toString());
            case "#document" -> text(document.name());
            default -> from.startsWith("/") ? top.at(from) : node.get(from);
        };
    }

    private static JsonNode text(String value) {
        return TextNode.valueOf(value);
    }
}

package io.freshet.poller.source.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.freshet.pipeline.TableDefinition;
import io.freshet.pipeline.TableOrigin;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the rows of a table in a JSON document. Thread-safe. */
public final class JsonRows {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();
    private static final String EACH = "*";
    private static final String LINES = ".jsonl";

    private final TableDefinition table;
    private final List<String> path;

    /**
     * @param table one of JSON documents
     */
    public JsonRows(TableDefinition table) {
        this.table = table;
        TableOrigin.Json origin = (TableOrigin.Json) table.origin();
        this.path = List.of(origin.rows().substring(1).split("/", -1));
    }

    /**
     * A document.
     *
     * @param name its name in its place
     * @param day its day
     * @param content its text
     */
    public record Document(String name, LocalDate day, String content) {}

    /**
     * Reads a document.
     *
     * @throws FileProblem where it is no JSON, has no rows where they must be, one without a key,
     *     or two with the same
     */
    public void check(Document document) throws FileProblem {
        read(document, 0);
    }

    /**
     * The rows of a document.
     *
     * @param meaning seeds every digest
     * @throws FileProblem as {@link #check}
     */
    FileRows read(Document document, long meaning) throws FileProblem {
        KeyedRows rows = new KeyedRows(table, meaning);
        JsonNode top = parsed(document);
        List<JsonRow> found = new ArrayList<>();
        boolean there = find(new JsonRow(document, top, top, "", ""), 0, found);
        if (!there) {
            throw new FileProblem(
                    "%s has nothing at %s"
                            .formatted(document.name(), "/" + String.join("/", path)));
        }
        for (JsonRow row : found) {
            rows.add(row.id(), row::value);
        }
        FileRows all = rows.rows();
        if (all.facts().nullKeys() > 0) {
            throw new FileProblem(
                    "%s has %d rows without %s"
                            .formatted(document.name(), all.facts().nullKeys(), table.keyNames()));
        }
        if (!all.facts().doubleKeys().isEmpty()) {
            throw new FileProblem(
                    "%s has several rows with the same %s: %s"
                            .formatted(
                                    document.name(),
                                    table.keyNames(),
                                    all.facts().names().values()));
        }
        return all;
    }

    private static JsonNode parsed(Document document) throws FileProblem {
        try {
            return MAPPER.readTree(
                    document.name().endsWith(LINES)
                            ? asArray(document.content())
                            : document.content());
        } catch (JsonProcessingException e) {
            throw new FileProblem(
                    "%s is no JSON: %s".formatted(document.name(), e.getOriginalMessage()), e);
        }
    }

    private static String asArray(String lines) {
        return "["
                + String.join(",\n", lines.lines().filter(line -> !line.isBlank()).toList())
                + "]";
    }

    /** Gathers the rows; whether the document has the place where they must be. */
    private boolean find(JsonRow at, int depth, List<JsonRow> found) {
        if (depth == path.size()) {
            found.add(at);
            return true;
        }
        JsonNode node = at.node();
        String segment = path.get(depth);
        if (!segment.equals(EACH)) {
            JsonNode next = node.get(segment);
            return next != null && find(at.part(next, segment), depth + 1, found);
        }
        if (!node.isContainerNode()) {
            return false;
        }
        boolean there = depth == path.size() - 1;
        int number = 0;
        if (node.isArray()) {
            for (JsonNode element : node) {
                there |= find(at.part(element, String.valueOf(number++)), depth + 1, found);
            }
        } else {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                there |= find(at.part(member.getValue(), member.getKey()), depth + 1, found);
            }
        }
        return there;
    }
}

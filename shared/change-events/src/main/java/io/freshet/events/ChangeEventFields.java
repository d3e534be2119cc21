package io.freshet.events;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** The fields of one event while they are read from JSON, in whatever order they come. */
final class ChangeEventFields {

    private int version;
    private String kind;
    private String source;
    private long fence;
    private long sequence;
    private OptionalLong revision = OptionalLong.empty();
    private String pipeline;
    private String table;
    private long low;
    private long high;
    private boolean refilled;
    private long readAt;
    private boolean ownTimes;
    private String[] columns = {};
    private long[] keys = {};
    private long[] digests = {};
    private long[] times = {};
    private final List<String[]> values = new ArrayList<>();

    void read(JsonParser json) throws IOException, UnreadableEventException {
        expect(json, json.nextToken(), JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            readField(json, field);
        }
        expect(json, json.currentToken(), JsonToken.END_OBJECT);
        if (version != ChangeEventCodec.VERSION) {
            throw new UnreadableEventException(unknownVersion());
        }
    }

    private void readField(JsonParser json, String field)
            throws IOException, UnreadableEventException {
        switch (field) {
            case "version" -> {
                version = json.getIntValue();
                if (version != ChangeEventCodec.VERSION) {
                    throw new UnreadableEventException(unknownVersion());
                }
            }
            case "kind" -> kind = json.getText();
            case "source" -> source = json.getText();
            case "fence" -> fence = json.getLongValue();
            case "sequence" -> sequence = json.getLongValue();
            case "revision" -> revision = OptionalLong.of(json.getLongValue());
            case "pipeline" -> pipeline = json.getText();
            case "table" -> table = json.getText();
            case "low" -> low = json.getLongValue();
            case "high" -> high = json.getLongValue();
            case "refilled" -> refilled = json.getBooleanValue();
            case "readAt" -> readAt = json.getLongValue();
            case "ownTimes" -> ownTimes = json.getBooleanValue();
            case "columns" -> columns = readStrings(json, 8);
            case "keys" -> keys = readLongs(json, 64);
            case "digests" -> digests = readLongs(json, keys.length);
            case "times" -> times = readLongs(json, keys.length);
            case "values" -> {
                expect(json, json.currentToken(), JsonToken.START_ARRAY);
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    values.add(readStrings(json, keys.length));
                }
            }
            default -> json.skipChildren();
        }
    }

    private String unknownVersion() {
        return "version %d of the change event is not known here, only %d: upgrade this service"
                .formatted(version, ChangeEventCodec.VERSION);
    }

    ChangeEvent toEvent() throws UnreadableEventException {
        if (kind == null || source == null) {
            throw new UnreadableEventException("not a change event: no kind or no source");
        }
        Position position = new Position(source, fence, sequence);
        return switch (kind) {
            case ChangeEventCodec.KIND_OPENED -> new EpochOpened(position, revision);
            case ChangeEventCodec.KIND_ROWS ->
                    new RowsRead(position, new TableId(pipeline, table), rows());
            case ChangeEventCodec.KIND_RANGE ->
                    new RangeRead(
                            position,
                            new TableId(pipeline, table),
                            new KeyRange(low, high),
                            rows(),
                            refilled);
            case ChangeEventCodec.KIND_GONE ->
                    new RowsGone(position, new TableId(pipeline, table), keys);
            case ChangeEventCodec.KIND_DOUBTED ->
                    new RangeDoubted(
                            position, new TableId(pipeline, table), new KeyRange(low, high));
            default ->
                    throw new UnreadableEventException(
                            "no such kind of change event: %s, only %s"
                                    .formatted(kind, ChangeEventCodec.kinds()));
        };
    }

    private RowBlock rows() {
        return new RowBlock(
                List.of(columns),
                readAt,
                keys,
                digests,
                times,
                values.toArray(new String[0][]),
                ownTimes);
    }

    private static long[] readLongs(JsonParser json, int expected) throws IOException {
        expect(json, json.currentToken(), JsonToken.START_ARRAY);
        long[] longs = new long[Math.max(expected, 8)];
        int count = 0;
        for (JsonToken token = json.nextToken();
                token != JsonToken.END_ARRAY;
                token = json.nextToken()) {
            if (count == longs.length) {
                longs = Arrays.copyOf(longs, count * 2);
            }
            longs[count++] = token == JsonToken.VALUE_NULL ? RowBlock.NO_TIME : json.getLongValue();
        }
        return Arrays.copyOf(longs, count);
    }

    private static String[] readStrings(JsonParser json, int expected) throws IOException {
        expect(json, json.currentToken(), JsonToken.START_ARRAY);
        String[] strings = new String[Math.max(expected, 8)];
        int count = 0;
        for (JsonToken token = json.nextToken();
                token != JsonToken.END_ARRAY;
                token = json.nextToken()) {
            if (count == strings.length) {
                strings = Arrays.copyOf(strings, count * 2);
            }
            strings[count++] = token == JsonToken.VALUE_NULL ? null : json.getText();
        }
        return Arrays.copyOf(strings, count);
    }

    private static void expect(JsonParser json, JsonToken actual, JsonToken expected)
            throws JsonParseException {
        if (actual != expected) {
            throw new JsonParseException(json, "expected " + expected + ", found " + actual);
        }
    }
}

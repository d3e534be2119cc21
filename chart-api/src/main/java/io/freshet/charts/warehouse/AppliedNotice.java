package io.freshet.charts.warehouse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The aggregator's word that a source's rows changed.
 *
 * @param source the source's id
 * @param version the version that the change made
 * @param since when the oldest of the changed rows was committed or first seen, microseconds since
 *     1970 UTC; 0 where it does not say
 * @param trace the span that it was applied in, for {@link
 *     io.freshet.runtime.tracing.Tracing#goOn}; empty where that is not traced
 */
public record AppliedNotice(int source, long version, long since, String trace) {

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Reads a notification.
     *
     * @throws IllegalArgumentException where it is not one
     */
    static List<AppliedNotice> parse(String payload) {
        List<AppliedNotice> notices = new ArrayList<>();
        try (JsonParser json = JSON.createParser(payload)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new IllegalArgumentException("no array");
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                notices.add(readNotice(json));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON: " + e.getMessage(), e);
        }
        return notices;
    }

    private static AppliedNotice readNotice(JsonParser json) throws IOException {
        int source = 0;
        long version = 0;
        long since = 0;
        String trace = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_NUMBER_INT) {
                switch (field) {
                    case "source" -> source = json.getIntValue();
                    case "version" -> version = json.getLongValue();
                    case "since" -> since = json.getLongValue();
                    default -> {
                        // what else a newer aggregator may say
                    }
                }
            } else if (value == JsonToken.VALUE_STRING && field.equals("trace")) {
                trace = json.getText();
            } else {
                json.skipChildren();
            }
        }
        return new AppliedNotice(source, version, since, trace);
    }
}

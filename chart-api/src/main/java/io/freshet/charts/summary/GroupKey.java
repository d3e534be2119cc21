package io.freshet.charts.summary;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A group of a summary by several things: a text, a BigDecimal, a Boolean or null of each. Groups
 * are in the order of their first part, then their second, and so on; null comes last.
 *
 * @param parts the parts, in the order of the summary's dimensions; never altered
 */
public record GroupKey(List<Object> parts) implements Comparable<GroupKey> {

    /** The order of parts of one dimension. */
    public static final Comparator<Object> PARTS = GroupKey::compare;

    private static final JsonFactory JSON = new JsonFactory();

    /** 2^32 divided by the golden ratio, an odd number: Fibonacci hashing. */
    private static final int GOLDEN = 0x9E3779B9;

    /**
     * Reads a group as the warehouse has it.
     *
     * @throws IllegalArgumentException where it is not one
     */
    public static GroupKey parse(String array) {
        List<Object> parts = new ArrayList<>();
        try (JsonParser json = JSON.createParser(array)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new IllegalArgumentException("no group: " + array);
            }
            for (JsonToken token = json.nextToken();
                    token != JsonToken.END_ARRAY;
                    token = json.nextToken()) {
                parts.add(part(json, token));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("no group: " + array, e);
        }
        return new GroupKey(Collections.unmodifiableList(parts));
    }

    private static Object part(JsonParser json, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IllegalArgumentException("no part of a group: " + token);
        };
    }

    /** Some of the parts, by their places. */
    public GroupKey pick(int... places) {
        List<Object> picked = new ArrayList<>(places.length);
        for (int place : places) {
            picked.add(parts.get(place));
        }
        return new GroupKey(Collections.unmodifiableList(picked));
    }

    /** The last part, or null: where values of a column are counted, the value. */
    public Object lastPart() {
        return parts.get(parts.size() - 1);
    }

    /**
     * Spreads what a list's own would not: neighbouring values of groups with similar names, of
     * which there are many, would have the same.
     */
    @Override
    public int hashCode() {
        int hash = 0;
        for (Object part : parts) {
            hash = (hash ^ Objects.hashCode(part)) * GOLDEN;
        }
        return hash;
    }

    @Override
    public int compareTo(GroupKey other) {
        for (int i = 0; i < Math.min(parts.size(), other.parts.size()); i++) {
            int order = compare(parts.get(i), other.parts.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(parts.size(), other.parts.size());
    }

    private static int compare(Object left, Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left == null, right == null);
        }
        if (left instanceof BigDecimal number && right instanceof BigDecimal other) {
            return number.compareTo(other);
        }
        if (left instanceof Boolean truth && right instanceof Boolean other) {
            return truth.compareTo(other);
        }
        return left.toString().compareTo(right.toString());
    }
}

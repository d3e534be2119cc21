package io.freshet.charts.http;

import java.util.List;
import java.util.function.Supplier;

/** Decides whether a client has the current body already. */
final class EntityTags {

    private EntityTags() {}

    /**
     * All tags that a request names, which may be over several header lines.
     *
     * @param first the first If-None-Match line, or null where there is none
     * @param lines gives all of them
     * @return one line that says the same, or null
     */
    static String known(String first, Supplier<List<String>> lines) {
        return first == null ? null : String.join(",", lines.get());
    }

    /**
     * Whether an If-None-Match header names an entity tag, by weak comparison.
     *
     * @param header the header's value, or null where there is none
     * @param etag a strong tag with its quotes
     */
    static boolean matches(String header, String etag) {
        if (header == null) {
            return false;
        }
        if (header.equals(etag)) {
            return true;
        }
        for (String item : header.split(",", -1)) {
            String tag = item.strip();
            if (tag.equals("*") || (tag.startsWith("W/") ? tag.substring(2) : tag).equals(etag)) {
                return true;
            }
        }
        return false;
    }
}

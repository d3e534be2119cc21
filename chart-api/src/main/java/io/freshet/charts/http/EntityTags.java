package io.freshet.charts.http;

import java.util.List;

/** Decides whether a client has the current body already. */
final class EntityTags {

    private EntityTags() {}

    /**
     * All tags that a request names, in one line.
     *
     * @param lines its If-None-Match lines
     * @return null where there is none
     */
    static String known(List<String> lines) {
        return switch (lines.size()) {
            case 0 -> null;
            case 1 -> lines.get(0);
            default -> String.join(",", lines);
        };
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

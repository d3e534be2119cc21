package io.freshet.charts.http;

/** Decides whether a client has the current body already. */
final class EntityTags {

    private EntityTags() {}

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

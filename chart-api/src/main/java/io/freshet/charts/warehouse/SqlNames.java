package io.freshet.charts.warehouse;

/** Names in statements. */
final class SqlNames {

    private SqlNames() {}

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}

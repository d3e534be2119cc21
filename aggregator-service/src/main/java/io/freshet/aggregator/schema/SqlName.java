package io.freshet.aggregator.schema;

/** Names of tables and columns as SQL writes them. */
public final class SqlName {

    private SqlName() {}

    /** A name in quotes, so that no word is reserved. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A table within a schema. */
    public static String qualified(String schema, String table) {
        return quoted(schema) + '.' + quoted(table);
    }

    /** A text as a literal. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}

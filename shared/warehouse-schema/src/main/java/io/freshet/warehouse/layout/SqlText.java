package io.freshet.warehouse.layout;

/** Names and texts as SQL writes them. */
public final class SqlText {

    /**
     * Settings of a session that is open for long: plans must not depend on how many rows a table
     * had when the plan was made. Every row is found through an index, and groups are few.
     */
    public static final String PLANS_BY_INDEX =
            "set plan_cache_mode = force_generic_plan; set enable_seqscan = off;"
                    + " set enable_sort = off; set jit = off; ";

    private SqlText() {}

    /** A name in quotes, so that no word is reserved and every character stands for itself. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A table within a schema, both in quotes. */
    public static String qualified(String schema, String table) {
        return quoted(schema) + '.' + quoted(table);
    }

    /**
     * A text as a literal, whatever the session's {@code standard_conforming_strings} is.
     *
     * @throws IllegalArgumentException where the text holds the character 0, which PostgreSQL
     *     cannot store
     */
    public static String literal(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a text with the character 0 cannot be stored");
        }
        String doubled = text.replace("'", "''");
        return text.indexOf('\\') < 0
                ? "'" + doubled + "'"
                : "E'" + doubled.replace("\\", "\\\\") + "'";
    }
}

package io.freshet.pipeline;

import io.freshet.warehouse.layout.SqlText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What rows are selected from in a source: a table, partitioned table, view, materialised view or
 * foreign table.
 *
 * @param schema its schema, exactly as the source's catalogue has it
 * @param name its name, likewise
 */
public record Relation(String schema, String name) {

    /** Where a relation is that is named without its schema. */
    public static final String DEFAULT_SCHEMA = "public";

    /** Longer names, in bytes, are cut by PostgreSQL without a word. */
    static final int LONGEST_NAME = 63;

    private static final String PLAIN_NAME = "[\\p{L}_&&[^\\p{Lu}]][\\p{L}\\p{N}_$&&[^\\p{Lu}]]*";
    private static final Pattern PLAIN = Pattern.compile(PLAIN_NAME);
    private static final String PART = "(?:(" + PLAIN_NAME + ")|\"((?:[^\"]|\"\")+)\")";
    private static final Pattern SPELLING = Pattern.compile("(?:" + PART + "\\.)?" + PART);

    /**
     * Reads {@code name}, {@code schema.name} or either part in double quotes, as SQL spells them.
     *
     * @return empty where the text is no such name, or one that SQL would change: with capitals
     *     outside of quotes, or longer than {@value #LONGEST_NAME} bytes
     */
    static Optional<Relation> read(String text) {
        Matcher matcher = SPELLING.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String schema = part(matcher, 1).orElse(DEFAULT_SCHEMA);
        String name = part(matcher, 3).orElseThrow();
        return fits(schema) && fits(name)
                ? Optional.of(new Relation(schema, name))
                : Optional.empty();
    }

    private static Optional<String> part(Matcher matcher, int group) {
        return Optional.ofNullable(matcher.group(group))
                .or(() -> Optional.ofNullable(matcher.group(group + 1)))
                .map(name -> matcher.group(group) == null ? name.replace("\"\"", "\"") : name);
    }

    /** Whether PostgreSQL takes a name as it is. */
    static boolean fits(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME
                && name.indexOf('\0') < 0;
    }

    /** In quotes, for a statement. */
    public String sql() {
        return SqlText.qualified(schema, name);
    }

    /** As people write it in SQL: in quotes only where it is needed. */
    @Override
    public String toString() {
        return spelled(schema) + "." + spelled(name);
    }

    /** A name as people write it in SQL: in quotes only where it may be needed. */
    public static String spelled(String name) {
        return PLAIN.matcher(name).matches() ? name : SqlText.quoted(name);
    }
}

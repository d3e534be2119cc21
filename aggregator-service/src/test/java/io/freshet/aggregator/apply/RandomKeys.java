package io.freshet.aggregator.apply;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What tells the rows of a random table apart: of one kind for all rows. */
enum RandomKeys {
    /** A whole number that is no column. */
    PLAIN("id", ""),
    UUID("uid", "uid uuid"),
    TEXT("word", "word text"),
    NUMERIC("amount", "amount numeric"),
    /** Two columns, by which no other table can be joined. */
    PAIR("[part, line]", "line integer, part text");

    /** Keys that rows can have. */
    static final int MOST = 12;

    private final String declared;
    private final String typed;

    RandomKeys(String declared, String typed) {
        this.declared = declared;
        this.typed = typed;
    }

    private Map<String, String> types() {
        Map<String, String> types = new TreeMap<>();
        for (String column : typed.split(", ", -1)) {
            if (!column.isEmpty()) {
                int end = column.indexOf(' ');
                types.put(column.substring(0, end), column.substring(end + 1));
            }
        }
        return types;
    }

    static RandomKeys any(Random random) {
        return values()[random.nextInt(values().length)];
    }

    /** One by which other tables can be joined. */
    static RandomKeys joinable(Random random) {
        return List.of(PLAIN, UUID, TEXT, NUMERIC).get(random.nextInt(4));
    }

    /** What a definition says of the key, for a table whose columns begin with a prefix. */
    String declared(String prefix) {
        return this == PLAIN ? declared : declared.replaceAll("([a-z]+)", prefix + "$1");
    }

    /** The columns that the key has, in the order of their names. */
    List<String> columns(String prefix) {
        return types().keySet().stream().map(column -> prefix + column).toList();
    }

    /** The type of a column of the key, or of one that holds the key in another table. */
    String type(String column, String prefix) {
        return types().get(column.substring(prefix.length()));
    }

    /** The type of a column that holds the key. */
    String joinType() {
        return this == PLAIN ? "bigint" : types().values().iterator().next();
    }

    /** How SQL names the key of a row. */
    String sql(String prefix) {
        return this == PLAIN ? "row_key" : prefix + declared;
    }

    /** The value of a key's column, or of one that holds it, as a source prints it. */
    String value(String column, int number) {
        return switch (this) {
            case PLAIN -> Integer.toString(number);
            case UUID -> "00000000-0000-4000-8000-0000000000%02d".formatted(number);
            case TEXT -> "key of %d, \"quoted\"".formatted(number);
            case NUMERIC -> number + ".50";
            case PAIR -> column.endsWith("line") ? Integer.toString(number % 3) : "p" + number / 3;
        };
    }

    /** Where the warehouse holds the row: the key itself, or what stands for a hash of it. */
    long home(int number) {
        return this == PLAIN ? number : number * 0x9E3779B97F4A7C15L;
    }
}

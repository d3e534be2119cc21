package io.freshet.pipeline;

/**
 * A column of a summary table that holds part of an aggregate. What it holds of some rows and what
 * it holds of others add up to what it holds of all of them; so rows that come are added, and rows
 * that go are subtracted, exactly.
 *
 * @param name the column, in quotes
 * @param type {@code bigint} or {@code numeric}
 * @param ofRows an aggregate expression of SQL over the rows; null may stand for 0
 */
public record StateColumn(String name, String type, String ofRows) {

    private static final String BIGINT = "bigint";

    /** Whether values are whole numbers of 64 bits; others travel as text. */
    public boolean isWhole() {
        return BIGINT.equals(type);
    }

    /** The column as a table declares it. */
    public String declaration() {
        return "%s %s not null".formatted(name, type);
    }

    /** The value over all rows of a group. */
    public String total() {
        return "coalesce(%s, 0)".formatted(ofRows);
    }

    /**
     * The difference that rows make which come and go.
     *
     * @param condition tells of a row whether it came; false if it went
     */
    public String difference(String condition) {
        return "coalesce(%1$s filter (where %2$s), 0) - coalesce(%1$s filter (where not %2$s), 0)"
                .formatted(ofRows, condition);
    }

    /** The type of the array that differences travel in, worked out elsewhere. */
    public String parameterType() {
        return isWhole() ? BIGINT : "text";
    }

    /** Follows an expression of {@link #parameterType} to make it one of {@link #type}. */
    public String cast() {
        return isWhole() ? "" : "::" + type;
    }
}

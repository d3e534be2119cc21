package io.freshet.aggregator.star;

/**
 * For which source a statement on star tables runs, as expressions.
 *
 * @param source the source's id
 * @param version the version that it gets
 * @param round which of several states of a row is taken, in the order in which they came, from 1
 */
public record StarArguments(String source, String version, String round) {

    /** Parameters: source int, version bigint, round bigint. */
    public static final StarArguments BOUND =
            new StarArguments("$1::int", "$2::bigint", "$3::bigint");

    /** Literals, and the first state. */
    public static StarArguments of(int source, long version) {
        return new StarArguments("%d::int".formatted(source), "%d::bigint".formatted(version), "1");
    }
}

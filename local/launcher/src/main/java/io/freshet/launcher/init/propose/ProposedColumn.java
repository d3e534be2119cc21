package io.freshet.launcher.init.propose;

import io.freshet.launcher.init.described.DescribedColumn;
import java.util.Optional;

/**
 * A column of a proposed definition.
 *
 * @param name its name in the warehouse
 * @param origin the column that it is read from, or is worked out of
 * @param type its type in the definition
 * @param leftOut why it is written as a comment, as a phrase; empty where it is read
 * @param expression what it is worked out by; empty where it is read as it is
 */
public record ProposedColumn(
        String name,
        DescribedColumn origin,
        String type,
        Optional<String> leftOut,
        Optional<String> expression) {

    /** A column that is read as it is. */
    ProposedColumn(String name, DescribedColumn origin, String type, Optional<String> leftOut) {
        this(name, origin, type, leftOut, Optional.empty());
    }

    /** The same of another type. */
    ProposedColumn as(String other) {
        return new ProposedColumn(name, origin, other, leftOut, expression);
    }

    /** What the source calls it. */
    public String source() {
        return origin.name();
    }

    /** Whether it is read, and not only written as a comment. */
    public boolean isRead() {
        return leftOut.isEmpty();
    }

    /** Whether its values can be summed up. */
    boolean isNumber() {
        return type.matches("smallint|integer|bigint|real|double precision|decimal|numeric.*");
    }
}

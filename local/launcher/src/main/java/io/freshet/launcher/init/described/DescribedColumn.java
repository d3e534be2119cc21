package io.freshet.launcher.init.described;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A column.
 *
 * @param name its name, exactly
 * @param type its type, or that which its domain is made of, without length: {@code numeric}
 * @param declared the same with length: {@code numeric(10,2)}
 * @param nature what kind of type it is
 * @param rights what is known of it
 * @param comment what its owner says of it; empty for nothing
 * @param distinct how many different values statistics tell of: as {@code pg_stats} has it, below
 *     zero a share of the rows; empty where there are none
 * @param values some of its values as they are printed, the newest rows' first, without nulls; long
 *     ones are cut
 */
public record DescribedColumn(
        String name,
        String type,
        String declared,
        Nature nature,
        Rights rights,
        String comment,
        OptionalDouble distinct,
        List<String> values) {

    /** What kind of type a column has. */
    public enum Nature {
        /** One that PostgreSQL comes with, or an extension. */
        BASE,
        /** A domain. */
        DOMAIN,
        /** An enumeration. */
        ENUM
    }

    /**
     * What the catalogue says of a column beside its type.
     *
     * @param notNull whether it always has a value
     * @param readable whether the role may select it
     * @param numbered whether the database numbers it: by an identity or a sequence
     * @param dated whether its default is the time at which a row is inserted
     */
    public record Rights(boolean notNull, boolean readable, boolean numbered, boolean dated) {}

    public DescribedColumn {
        values = List.copyOf(values);
    }

    /** Whether it is of a type of whole numbers. */
    public boolean isWhole() {
        return type.equals("smallint") || type.equals("integer") || type.equals("bigint");
    }

    /** Whether it is of a type of texts, enumerations included. */
    public boolean isText() {
        return nature == Nature.ENUM
                || type.equals("text")
                || type.equals("character varying")
                || type.equals("character")
                || type.equals("citext")
                || type.equals("name");
    }

    /** The same with values that were seen. */
    public DescribedColumn with(List<String> seen) {
        return new DescribedColumn(name, type, declared, nature, rights, comment, distinct, seen);
    }

    /** The same with what statistics tell. */
    public DescribedColumn counted(double different) {
        return new DescribedColumn(
                name,
                type,
                declared,
                nature,
                rights,
                comment,
                OptionalDouble.of(different),
                values);
    }
}
